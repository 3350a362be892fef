package dev.rollcall.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Reads paths of files and directories.
 *
 * @param home what a leading {@code ~} stands for; null leaves it, and such a path leads nowhere
 */
record Paths(@Nullable String home) {

  /** The path under a key; null when it is absent or no path. */
  @Nullable String read(Section section, String key) {
    String text = section.text(key);
    if (text == null) {
      return null;
    }
    try {
      return Path.of(expand(text)).toString();
    } catch (InvalidPathException notAPath) {
      section.mistake(key, "is not a path");
      return null;
    }
  }

  String expand(String path) {
    return home != null && isInHome(path) ? home + path.substring(1) : path;
  }

  private static boolean isInHome(String path) {
    return path.equals("~") || path.startsWith("~/");
  }
}
