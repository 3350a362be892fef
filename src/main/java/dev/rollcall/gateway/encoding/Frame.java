package dev.rollcall.gateway.encoding;

/** What stands before the first entry of a list and after the last. */
public record Frame(String before, String after) {}
