package dev.rollcall.config;

import java.io.FileNotFoundException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Says why something could not be done with a file, in words of the operating system. */
public final class IoReason {

  private IoReason() {}

  /**
   * Returns the reason as a clause without the name of the file, such as {@code too many open
   * files}.
   *
   * @param failure whose causes are looked at, too
   */
  public static String of(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof AccessDeniedException) {
        return "permission denied";
      }
      if (cause instanceof NoSuchFileException || cause instanceof FileNotFoundException) {
        return "it is not there";
      }
      if (cause instanceof FileSystemException named && named.getReason() != null) {
        return named.getReason().toLowerCase(Locale.ROOT);
      }
    }
    String words = rootCause(failure).getMessage();
    return words == null
        ? failure.getClass().getSimpleName()
        : words.replaceAll("\\R", " ").toLowerCase(Locale.ROOT);
  }

  /** Returns whether a file is missing, and not only unreadable. */
  public static boolean isMissing(@Nullable Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof NoSuchFileException) {
        return true;
      }
    }
    return false;
  }

  private static Throwable rootCause(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root;
  }
}
