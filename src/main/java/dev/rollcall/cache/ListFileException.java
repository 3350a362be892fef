package dev.rollcall.cache;

/** Bytes are not a list's file; the message says why in a clause and holds nothing of them. */
final class ListFileException extends Exception {

  private static final long serialVersionUID = 1;

  ListFileException(String message) {
    super(message);
  }
}
