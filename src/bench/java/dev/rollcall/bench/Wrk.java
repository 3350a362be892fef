package dev.rollcall.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Runs wrk: 64 connections from one thread on a core of its own. */
final class Wrk {

  private static final Pattern DONE =
      Pattern.compile("DONE (\\d+) (\\d+) (\\d+) (\\d+) ([\\d.]+) ([\\d.]+)");

  /** Prints what is needed, so that nothing has to be read from a text for people. */
  private static final String REPORT =
      """
      done = function(all, latency)
        local e = all.errors
        io.write(string.format("DONE %d %d %d %d %.0f %.0f\\n", all.requests, all.duration,
          e.connect + e.read + e.write + e.timeout, e.status,
          latency:percentile(50), latency:percentile(99)))
      end
      """;

  /** Another path for each request, until so many that nobody remembers the first. */
  private static final String COUNTING =
      """
      local n = 0
      request = function()
        n = n %% %d + 1
        return wrk.format(nil, "%s" .. n)
      end
      """;

  private final Path directory;

  Wrk(Path directory) {
    this.directory = directory;
  }

  static boolean isInstalled() {
    return Machine.tool("wrk") != null;
  }

  /**
   * Asks as fast as it is answered.
   *
   * @throws IllegalStateException when a request is not answered, or with an error
   */
  LoadFigures run(LoadTarget asked, double seconds) throws IOException, InterruptedException {
    Path script = directory.resolve("wrk.lua");
    String counting = asked.isCounting() ? COUNTING.formatted(LoadTarget.PATHS, asked.path()) : "";
    Files.writeString(script, REPORT + counting);
    List<String> command = new ArrayList<>(List.of(Machine.tool("wrk"), "-t1", "-c64"));
    command.add("-d" + Math.max(1, Math.round(seconds)) + "s");
    command.addAll(List.of("--timeout", "20s", "-s", script.toString()));
    asked.headers().forEach(header -> command.addAll(List.of("-H", header)));
    command.add("http://127.0.0.1:" + asked.target().port() + asked.path());
    long before = asked.target().cpuMicros();
    Process wrk = new ProcessBuilder(Machine.onLoadCore(command)).redirectErrorStream(true).start();
    String printed = new String(wrk.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    wrk.waitFor();
    long cpu = asked.target().cpuMicros() - before;
    Matcher done = DONE.matcher(printed);
    if (!done.find() || number(done, 1) == 0 || number(done, 3) > 0 || number(done, 4) > 0) {
      throw new IllegalStateException(
          String.format(Locale.ROOT, "%s fails under load: %s", asked.name(), printed));
    }
    double requests = number(done, 1);
    return new LoadFigures(
        requests * 1e6 / number(done, 2),
        cpu / requests,
        number(done, 5) / 1000,
        number(done, 6) / 1000);
  }

  private static double number(Matcher done, int group) {
    return Double.parseDouble(done.group(group));
  }
}
