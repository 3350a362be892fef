package dev.rollcall.bench;

import java.nio.file.Path;

/**
 * How to measure.
 *
 * @param only a part of the names of the groups that are run; empty runs all
 * @param seconds how long each round of load takes
 * @param rounds how many there are
 * @param launcher the project's start script
 * @param jar the fat jar
 * @param directory for files that are needed meanwhile
 */
record BenchSettings(
    String only, double seconds, int rounds, Path launcher, Path jar, Path directory) {

  static BenchSettings of(Path jar, Path directory) {
    return new BenchSettings(
        System.getProperty("rollcall.bench", ""),
        Double.parseDouble(System.getProperty("rollcall.bench-seconds", "2")),
        Integer.getInteger("rollcall.bench-rounds", 5),
        Path.of("launcher").toAbsolutePath(),
        jar.toAbsolutePath(),
        directory);
  }

  boolean wants(String group) {
    return group.contains(only);
  }
}
