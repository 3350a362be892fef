package dev.rollcall.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.provider.ProviderType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class TrainingTest {

  @TempDir Path directory;

  @Test
  void listsEveryTypeIntoItsDirectoryAndEndsTheService() throws Exception {
    Set<Thread> before = Thread.getAllStackTraces().keySet();

    Training.run(directory);

    List<String> types = ProviderType.ALL.stream().map(type -> type.spec().name()).toList();
    assertThat(stored())
        .containsAll(types.stream().filter(type -> !type.equals("openai-compatible")).toList())
        .contains(StandIn.LARGE)
        .doesNotContain(StandIn.BROKEN);
    assertThat(Thread.getAllStackTraces().keySet())
        .filteredOn(thread -> !before.contains(thread))
        .noneMatch(thread -> thread.getName().startsWith("vert.x-eventloop") && thread.isAlive());
  }

  private Set<String> stored() throws IOException {
    try (Stream<Path> files = Files.list(directory.resolve(".rollcall/cache"))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".json"))
          .map(name -> name.substring(0, name.length() - ".json".length()))
          .collect(Collectors.toSet());
    }
  }
}
