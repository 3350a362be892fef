package dev.rollcall.config.store;

import dev.rollcall.config.ConfigException;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;

/**
 * Rejects the indicators {@code *} and {@code !} before values. Most are meant as a glob or a key,
 * so the message says to quote the value, and does not repeat it.
 */
final class YamlMarks {

  private YamlMarks() {}

  /**
   * Refuses an alias of nothing, and every tag, because the reader of the configuration knows which
   * values are numbers.
   *
   * @throws ConfigException naming the place of the first one
   */
  static void check(Iterable<Event> events) {
    Set<String> anchors = new HashSet<>();
    for (Event event : events) {
      if (event instanceof AliasEvent alias) {
        if (!anchors.contains(alias.getAnchor())) {
          throw mistake(event, '*');
        }
      } else if (event instanceof NodeEvent node) {
        if (tag(node) != null) {
          throw mistake(event, '!');
        }
        if (node.getAnchor() != null) {
          anchors.add(node.getAnchor());
        }
      }
    }
  }

  private static @Nullable String tag(NodeEvent node) {
    if (node instanceof ScalarEvent scalar) {
      return scalar.getTag();
    }
    return node instanceof CollectionStartEvent collection ? collection.getTag() : null;
  }

  private static ConfigException mistake(Event event, char mark) {
    return ConfigException.of(
        "line %d, column %d: a value that begins with %c must be in quotes"
            .formatted(
                event.getStartMark().getLine() + 1, event.getStartMark().getColumn() + 1, mark));
  }
}
