package dev.rollcall.config;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the configuration has to know of a provider type.
 *
 * @param name the type's name, which is also the default name of its instance
 * @param kind where its list is
 * @param baseUrl the default of {@code base_url}, without a trailing slash; null when there is none
 * @param keyVariables environment variables that hold its key, the first that is set counts
 * @param listsWithoutKey whether it gives its list to callers without a key
 */
public record TypeSpec(
    String name,
    Kind kind,
    @Nullable String baseUrl,
    List<String> keyVariables,
    boolean listsWithoutKey) {

  private static final Duration LOCAL_TTL = Duration.ofMinutes(5);
  private static final Duration BUILTIN_TTL = Duration.ofDays(1);

  public TypeSpec {
    keyVariables = List.copyOf(keyVariables);
  }

  /** Whether an instance is on as soon as it is configured, key or not. */
  public boolean needsNoKeyToBeOn() {
    return kind == Kind.LOCAL || kind == Kind.COMPATIBLE;
  }

  /** Whether an empty list can be the truth. */
  public boolean mayBeEmpty() {
    return kind == Kind.LOCAL || kind == Kind.COMPATIBLE;
  }

  /** The TTL of its lists where none is configured for it. */
  public Duration defaultTtl(Duration configuredDefault) {
    return switch (kind) {
      case LOCAL -> LOCAL_TTL;
      case BUILTIN -> BUILTIN_TTL;
      case CLOUD, COMPATIBLE -> configuredDefault;
    };
  }

  /** Where a type's list is. */
  public enum Kind {
    /** At a vendor. */
    CLOUD,
    /** On the user's machine: what is installed there. */
    LOCAL,
    /** At whatever server the user names. */
    COMPATIBLE,
    /** In the catalog, because the vendor publishes none. */
    BUILTIN
  }
}
