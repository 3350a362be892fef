package dev.rollcall.cache;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Locale;

/** A list cannot be kept in the directory; the message is a clause that says why. */
final class DirectoryException extends IOException {

  private static final long serialVersionUID = 1;

  DirectoryException(String reason) {
    super(reason);
  }

  /** Why something could not be done with files, in a clause without their names. */
  static String reason(IOException failure) {
    if (failure instanceof DirectoryException known) {
      return String.valueOf(known.getMessage());
    }
    if (failure instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (failure instanceof NoSuchFileException || failure instanceof FileNotFoundException) {
      return "it is not there";
    }
    String words =
        failure instanceof FileSystemException named ? named.getReason() : failure.getMessage();
    return words == null ? failure.getClass().getSimpleName() : words.toLowerCase(Locale.ROOT);
  }
}
