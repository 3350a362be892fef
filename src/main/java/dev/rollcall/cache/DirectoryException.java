package dev.rollcall.cache;

import dev.rollcall.config.IoReason;
import java.io.IOException;

/** A list cannot be kept in the directory; the message is a clause that says why. */
final class DirectoryException extends IOException {

  private static final long serialVersionUID = 1;

  DirectoryException(String reason) {
    super(reason);
  }

  /** Returns why something could not be done with files, in a clause without their names. */
  static String reason(IOException failure) {
    return failure instanceof DirectoryException known
        ? String.valueOf(known.getMessage())
        : IoReason.of(failure);
  }
}
