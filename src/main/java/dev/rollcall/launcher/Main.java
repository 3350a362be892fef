package dev.rollcall.launcher;

import dev.rollcall.catalog.CatalogException;
import dev.rollcall.catalog.CrossReferences;
import dev.rollcall.config.Version;
import dev.rollcall.launcher.Arguments.UsageException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;

/** The command line. */
public final class Main {

  /** The exit code when the service cannot start or end. */
  static final int FAILED = 1;

  /** The exit code when the command line or the configuration is wrong. */
  static final int MISUSED = 2;

  private Main() {}

  /** Does what the arguments say; {@code --help} lists them. */
  public static void main(String[] args) throws IOException {
    try {
      Arguments arguments = Arguments.parse(args);
      switch (arguments.action()) {
        case HELP -> System.out.print(help());
        case VERSION -> System.out.println("rollcall " + Version.get());
        case CATALOG -> catalog().run(List.of(args).subList(1, args.length));
        case SERVE -> {
          setUp();
          Serve.run(arguments, System.getenv());
        }
      }
    } catch (UsageException misused) {
      exit(MISUSED, List.of(String.valueOf(misused.getMessage())));
    } catch (CatalogException failed) {
      exit(FAILED, List.of(String.valueOf(failed.getMessage())));
    }
  }

  private static void setUp() {
    Logging.setUp();
    // Netty's events of the flight recorder would load it, which takes as long as the catalog.
    setUnlessSet("io.netty.jfr.enabled", "false");
    // Lists have headers that are the same for thousands of answers.
    setUnlessSet("vertx.cacheImmutableHttpResponseHeaders", "true");
  }

  private static void setUnlessSet(String property, String value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, value);
    }
  }

  private static CatalogCommands catalog() {
    return new CatalogCommands(
        System.getProperty("rollcall.launcher"),
        CrossReferences::of,
        LocalDate.now(ZoneOffset.UTC),
        System.out);
  }

  /** Ends the JVM with these sentences. */
  static void exit(int code, List<String> sentences) {
    sentences.forEach(sentence -> System.err.println("rollcall: " + sentence));
    System.exit(code);
  }

  private static String help() throws IOException {
    try (InputStream in = Main.class.getResourceAsStream("/dev/rollcall/launcher/help.txt")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
