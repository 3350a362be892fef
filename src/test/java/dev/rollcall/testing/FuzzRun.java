package dev.rollcall.testing;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Fuzzes every target for a time, one after the other, each in a JVM of its own. That has 128 MB of
 * heap, which the fuzzer needs to begin with; {@link FuzzInput} leaves 64 MB of it to the target.
 * What makes one fail is written beside the target's seeds, where the next {@code mvn verify}
 * replays it; the inputs that reach new code are kept under {@code target/fuzz} for the next run.
 */
public final class FuzzRun {

  private static final Path CLASSES = Path.of("target", "test-classes");
  private static final Path CORPUS = Path.of("target", "fuzz");
  private static final String INSTRUMENTED =
      "dev.rollcall.**,com.fasterxml.jackson.core.**,org.yaml.snakeyaml.**";

  /** Where jars come from that no target needs, and that alone would fill the heap. */
  private static final List<String> VENDORS =
      List.of(
          "/com/openai/",
          "/com/anthropic/",
          "/com/google/",
          "/com/cohere/",
          "/com/knuddels/",
          "/com/squareup/",
          "/com/tngtech/",
          "/io/projectreactor/",
          "/org/jetbrains/",
          "/jackson-databind/");

  /** A target goes on after a finding, because the next one may be another. */
  private static final int MAX_FINDINGS = 10;

  private static final String FINDING = "== Java Exception";

  /** What libFuzzer prints at the end; before it the number of runs, in it the edges reached. */
  private static final Pattern END = Pattern.compile("#(\\d+)\\s+DONE\\s+cov: (\\d+).*");

  private FuzzRun() {}

  /**
   * Runs the targets.
   *
   * @param arguments the seconds for each target, and a part of the names of the targets to run
   */
  public static void main(String[] arguments) throws Exception {
    int seconds = Integer.parseInt(arguments[0]);
    List<String> table = new ArrayList<>();
    boolean failed = false;
    for (Method target : targets()) {
      String name = target.getDeclaringClass().getSimpleName() + "." + target.getName();
      if (name.contains(arguments[1])) {
        Result result = fuzz(target, name, seconds);
        failed |= !result.ok;
        table.add(
            "%-45s %10s %8s %8s  %s"
                .formatted(
                    name, result.runs, result.edges, result.findings, result.ok ? "ok" : "FAILED"));
      }
    }
    System.out.printf("%n%-45s %10s %8s %8s%n", "target", "runs", "edges", "findings");
    table.forEach(System.out::println);
    if (failed || table.isEmpty()) {
      System.exit(1);
    }
  }

  private static List<Method> targets() throws IOException, ReflectiveOperationException {
    List<Method> targets = new ArrayList<>();
    try (Stream<Path> files = Files.walk(CLASSES)) {
      for (Path file : files.filter(path -> path.toString().endsWith("Fuzz.class")).toList()) {
        String path = CLASSES.relativize(file).toString();
        String name = path.substring(0, path.length() - ".class".length()).replace('/', '.');
        Stream.of(Class.forName(name, false, FuzzRun.class.getClassLoader()).getDeclaredMethods())
            .filter(method -> method.isAnnotationPresent(FuzzTest.class))
            .forEach(targets::add);
      }
    }
    targets.sort(Comparator.comparing(Method::toString));
    return targets;
  }

  private static String classPath() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
        .filter(entry -> VENDORS.stream().noneMatch(entry::contains))
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static Result fuzz(Method target, String name, int seconds)
      throws IOException, InterruptedException {
    Path corpus = Files.createDirectories(CORPUS.resolve(name).toAbsolutePath());
    Process jvm =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-XX:+EnableDynamicAgentLoading",
                "-cp",
                classPath(),
                FuzzTarget.class.getName(),
                target.getDeclaringClass().getName(),
                target.getName(),
                "--instrument=" + INSTRUMENTED,
                "--keep_going=" + MAX_FINDINGS,
                corpus.toString(),
                "-max_total_time=" + seconds,
                "-max_len=8192",
                "-timeout=10")
            .redirectErrorStream(true)
            .start();
    String runs = "?";
    String edges = "?";
    int findings = 0;
    try (BufferedReader output = jvm.inputReader(StandardCharsets.UTF_8)) {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        System.out.println(line);
        findings += line.startsWith(FINDING) ? 1 : 0;
        Matcher end = END.matcher(line);
        if (end.matches()) {
          runs = end.group(1);
          edges = end.group(2);
        }
      }
    }
    return new Result(runs, edges, findings, jvm.waitFor() == 0 && findings == 0);
  }

  private record Result(String runs, String edges, int findings, boolean ok) {}
}
