package dev.rollcall.launcher;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Runs the script in a directory of its own, with a java and an mvn that only say what they do. */
@DisabledOnOs(OS.WINDOWS)
class LauncherScriptTest {

  private static final String JAR = "target/rollcall-1-fat.jar";

  @TempDir Path directory;
  private Path app;
  private Path tools;

  @BeforeEach
  void copyTheScript() throws IOException {
    app = Files.createDirectories(directory.resolve("my app")).toRealPath();
    tools = Files.createDirectories(directory.resolve("tools"));
    Files.copy(Path.of("launcher"), app.resolve("launcher"), StandardCopyOption.COPY_ATTRIBUTES);
    for (String tool :
        List.of("sh", "sed", "head", "find", "dirname", "readlink", "touch", "cat")) {
      Files.createSymbolicLink(tools.resolve(tool), which(tool));
    }
    write(app.resolve("pom.xml"), "");
    write(app.resolve("src/main/A.java"), "");
  }

  @Test
  void startsTheJarWithTheArguments() throws Exception {
    java("17.0.1");
    jar(true);

    Result result = launch("serve", "--config", "a b.yml");

    assertThat(result.code).isZero();
    assertThat(result.out)
        .containsExactly(
            "-Xms32m",
            "-Xmx256m",
            "-XX:MaxDirectMemorySize=128m",
            "-XX:+ExitOnOutOfMemoryError",
            "-XX:+UseSerialGC",
            "-Drollcall.launcher=" + app,
            "-jar",
            app.resolve(JAR).toString(),
            "serve",
            "--config",
            "a b.yml");
    assertThat(result.err).isEmpty();
  }

  @Test
  void quietensNewerJdksAndPassesOptionsOn() throws Exception {
    java("25");
    jar(true);

    Result result = launch(app.resolve("launcher"), Map.of("JAVA_OPTS", "-Xmx1g -Da=b"));

    assertThat(result.out)
        .startsWith(
            "-Xms32m",
            "-Xmx256m",
            "-XX:MaxDirectMemorySize=128m",
            "-XX:+ExitOnOutOfMemoryError",
            "-XX:+UseSerialGC",
            "-Xmx1g",
            "-Da=b",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow");
  }

  @Test
  void isFoundThroughLinks() throws Exception {
    java("17");
    jar(true);
    Files.createDirectories(directory.resolve("bin"));
    Files.createSymbolicLink(directory.resolve("bin/first"), Path.of("../my app/launcher"));
    Path link = Files.createSymbolicLink(directory.resolve("rollcall"), Path.of("bin/first"));

    assertThat(launch(link, Map.of()).out).contains("-Drollcall.launcher=" + app);
  }

  @Test
  void saysThatJavaIsMissingTooOldOrMisplaced() throws Exception {
    jar(true);
    assertThat(launch())
        .isEqualTo(
            Result.failed(
                "launcher: There is no Java: install a JDK, 17 or newer, or set JAVA_HOME."));

    java("1.8.0_292");
    assertThat(launch())
        .isEqualTo(
            Result.failed(
                "launcher: "
                    + tools.resolve("java")
                    + " is too old: Rollcall needs a JDK, 17 or newer."));
    java("11.0.2");
    assertThat(launch().err.get(0)).contains("too old");

    assertThat(launch(app.resolve("launcher"), Map.of("JAVA_HOME", "/nowhere")))
        .isEqualTo(
            Result.failed("launcher: JAVA_HOME is /nowhere, but there is no bin/java in it."));
  }

  @Test
  void buildsWhenTheJarIsMissingOrOlderThanTheSources() throws Exception {
    java("17");
    maven("mkdir -p target; : > target/rollcall-1-fat.jar");

    Result first = launch();
    Result second = launch();
    jar(false);
    Result third = launch();

    assertThat(first.err)
        .containsExactly("launcher: Building Rollcall for the first time; this takes a minute.");
    assertThat(Files.readAllLines(app.resolve("arguments")))
        .containsExactly(
            "-q",
            "-B",
            "-l",
            app.resolve("target/build.log").toString(),
            "-f",
            app.resolve("pom.xml").toString(),
            "-DskipTests",
            "package");
    assertThat(first.out).contains(app.resolve(JAR).toString());
    assertThat(second.err).isEmpty();
    assertThat(third.err.get(0)).contains("because its sources have changed");
  }

  @Test
  void aFailedBuildStartsNothing() throws Exception {
    java("17");
    jar(false);
    maven("echo 'no compiler' >\"$4\"; printf '\\033[0m'; exit 1");

    Result result = launch();

    assertThat(result.code).isEqualTo(1);
    assertThat(result.out).isEmpty();
    assertThat(result.err)
        .as("without what Maven colours it with")
        .endsWith("no compiler", "launcher: The build failed.");
  }

  @Test
  void withoutMavenRunsTheJarThatIsThereAndSaysSo() throws Exception {
    java("17");
    assertThat(launch())
        .isEqualTo(Result.failed("launcher: There is no jar, and no Maven (mvn) to build one."));

    jar(false);
    Result result = launch();

    assertThat(result.out).contains(app.resolve(JAR).toString());
    assertThat(result.err)
        .containsExactly(
            "launcher: There is no Maven, so this is the last build, not what src says.");
  }

  @Test
  void helpsWithoutJavaAndWithoutABuild() throws Exception {
    write(app.resolve("src/main/resources/dev/rollcall/launcher/help.txt"), "the help\n");

    assertThat(launch("--help")).isEqualTo(new Result(0, List.of("the help"), List.of()));
  }

  private void java(String version) throws IOException {
    tool(
        "java",
        "[ \"$1\" != -version ] || { echo 'openjdk version \"%s\"' >&2; exit; }\n"
                .formatted(version)
            + "printf '%s\\n' \"$@\"");
    tool("javac", "");
  }

  private void maven(String build) throws IOException {
    tool("mvn", "cd '" + app + "'\nprintf '%s\\n' \"$@\" >arguments\n" + build);
    Files.createSymbolicLink(tools.resolve("mkdir"), which("mkdir"));
  }

  private void tool(String name, String script) throws IOException {
    Path tool = write(tools.resolve(name), "#!/bin/sh\n" + script + "\n");
    assertThat(tool.toFile().setExecutable(true)).isTrue();
  }

  private void jar(boolean newerThanSources) throws IOException {
    Path jar = write(app.resolve(JAR), "");
    FileTime earlier = FileTime.from(Instant.now().minusSeconds(60));
    List<Path> older =
        newerThanSources
            ? List.of(
                app.resolve("pom.xml"),
                app.resolve("src/main/A.java"),
                app.resolve("src/main"),
                app.resolve("src"))
            : List.of(jar);
    for (Path file : older) {
      Files.setLastModifiedTime(file, earlier);
    }
  }

  private static Path write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  private static Path which(String tool) {
    return List.of(Path.of("/usr/bin", tool), Path.of("/bin", tool)).stream()
        .filter(Files::exists)
        .findFirst()
        .orElseThrow();
  }

  private Result launch(String... arguments) throws Exception {
    return launch(app.resolve("launcher"), Map.of(), arguments);
  }

  private Result launch(Path script, Map<String, String> env, String... arguments)
      throws Exception {
    List<String> command = new ArrayList<>(List.of("/bin/sh", script.toString()));
    command.addAll(List.of(arguments));
    Path out = directory.resolve("out");
    Path err = directory.resolve("err");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
    builder.environment().clear();
    builder.environment().put("PATH", tools.toString());
    builder.environment().putAll(env);
    Process process = builder.start();
    assertThat(process.waitFor(20, SECONDS)).isTrue();
    return new Result(
        process.exitValue(),
        Files.readAllLines(out, StandardCharsets.UTF_8),
        Files.readAllLines(err, StandardCharsets.UTF_8));
  }

  private record Result(int code, List<String> out, List<String> err) {
    static Result failed(String sentence) {
      return new Result(1, List.of(), List.of(sentence));
    }
  }
}
