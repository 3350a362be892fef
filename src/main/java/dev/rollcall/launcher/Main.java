package dev.rollcall.launcher;

import dev.rollcall.launcher.Arguments.UsageException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
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
        case HELP -> System.out.print(resource("launcher/help.txt"));
        case VERSION -> System.out.println("rollcall " + version());
        case SERVE -> {
          Logging.setUp();
          Serve.run(arguments, System.getenv());
        }
      }
    } catch (UsageException misused) {
      exit(MISUSED, List.of(String.valueOf(misused.getMessage())));
    }
  }

  /** The version of this jar. */
  static String version() throws IOException {
    return resource("version.txt").strip();
  }

  /** Ends the JVM with these sentences. */
  static void exit(int code, List<String> sentences) {
    sentences.forEach(sentence -> System.err.println("rollcall: " + sentence));
    System.exit(code);
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = Main.class.getResourceAsStream("/dev/rollcall/" + name)) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
