package dev.rollcall.feed;

/** A file is not one of this version's histories; the message is a clause that says why. */
final class HistoryFileException extends Exception {

  private static final long serialVersionUID = 1;

  HistoryFileException(String reason) {
    super(reason);
  }
}
