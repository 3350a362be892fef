package dev.rollcall.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The home directory of the user that the process runs as. */
public final class HomeDirectory {

  private HomeDirectory() {}

  /**
   * Returns the home directory: an absolute {@code HOME}, else what Java knows.
   *
   * @param variable the value of {@code HOME}; null when it is not set
   * @return null when there is none: Java has {@code ?} for a user without an account
   */
  public static @Nullable String of(@Nullable String variable) {
    return Stream.of(variable == null ? "" : variable, System.getProperty("user.home", ""))
        .filter(HomeDirectory::isAbsolute)
        .findFirst()
        .orElse(null);
  }

  private static boolean isAbsolute(String path) {
    try {
      return Path.of(path).isAbsolute();
    } catch (InvalidPathException notAPath) {
      return false;
    }
  }
}
