package dev.rollcall.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Runs the script with a real JVM and a small program, which says which build of it runs and with
 * which options.
 */
@DisabledOnOs(OS.WINDOWS)
@Timeout(120)
class LauncherCacheTest {

  private static final String PROGRAM =
      """
      public class Program {
        public static void main(String[] args) {
          System.out.println("build one");
          System.out.println(
              String.join(" ", ProcessHandle.current().info().arguments().orElseThrow()));
        }
      }
      """;

  private static final Instant BUILT = Instant.now().minusSeconds(3600);

  @TempDir Path directory;
  private Path app;
  private Path home;
  private Path caches;

  @BeforeEach
  void install() throws IOException {
    app = Files.createDirectories(directory.resolve("my app"));
    home = Files.createDirectories(directory.resolve("my home"));
    caches = home.resolve(".cache/rollcall");
    Files.createDirectories(app.resolve("target"));
    Files.copy(Path.of("launcher"), app.resolve("launcher"), StandardCopyOption.COPY_ATTRIBUTES);
    build("one");
  }

  @Test
  void theSecondStartUsesWhatTheFirstRunHasLeft() throws Exception {
    assertThat(launch()).first().isEqualTo("build one");
    List<Path> made = made();

    assertThat(made).hasSize(1);
    FileTime first = Files.getLastModifiedTime(made.get(0));
    assertThat(launch()).first().isEqualTo("build one");
    assertThat(launch().get(1)).contains(made.get(0).toString());
    assertThat(Files.getLastModifiedTime(made.get(0))).isEqualTo(first);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(caches)))
        .isEqualTo("rwx------");
  }

  @Test
  void aRebuiltJarNeverRunsOldCode() throws Exception {
    launch();
    long before = Files.size(jar());

    build("two");

    assertThat(Files.size(jar())).isEqualTo(before);
    assertThat(launch()).first().isEqualTo("build two");
    assertThat(launch()).first().isEqualTo("build two");
    assertThat(made()).hasSize(2);
  }

  @Test
  void aDirectoryThatOthersMayWriteIsNotUsed() throws Exception {
    launch();
    Files.setPosixFilePermissions(caches, PosixFilePermissions.fromString("rwxrwxrwx"));

    assertThat(launch().get(1)).doesNotContain(caches.toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-XX:+IgnoreUnrecognizedVMOptions -XX:-AutoCreateSharedArchive",
        "-Dhttp.proxyPassword=sk-mark",
        "-Xlog:disable",
        "-XX:+UseSerialGC -ea"
      })
  void optionsThatASecondJvmShouldNotHaveDoWithoutACache(String options) throws Exception {
    assertThat(launch("JAVA_OPTS", options))
        .hasSize(2)
        .noneMatch(line -> line.contains(caches.toString()));
    assertThat(caches).doesNotExist();
  }

  @Test
  void optionsForMemoryKeepIt() throws Exception {
    launch("JAVA_OPTS", "-Xmx300m -XX:+UseSerialGC");

    assertThat(made()).hasSize(1);
  }

  @Test
  void aUserWithoutAHomeHasNone() throws Exception {
    assertThat(launch("HOME", "")).hasSize(2).noneMatch(line -> line.contains(".cache/rollcall"));
  }

  private List<Path> made() throws IOException {
    try (Stream<Path> files = Files.list(caches)) {
      return files.toList();
    }
  }

  private List<String> launch(String... env) throws Exception {
    Path out = directory.resolve("out");
    Path err = directory.resolve("err");
    ProcessBuilder builder =
        new ProcessBuilder("/bin/sh", app.resolve("launcher").toString())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    Map<String, String> environment = builder.environment();
    environment.clear();
    environment.put("PATH", "/usr/bin:/bin");
    environment.put("JAVA_HOME", System.getProperty("java.home"));
    environment.put("HOME", home.toString());
    if (env.length > 0) {
      environment.put(env[0], env[1]);
    }
    Process process = builder.start();
    assertThat(process.waitFor(60, SECONDS)).isTrue();
    // A JVM of 25 has another one write the cache, which says by itself with which options.
    assertThat(Files.readAllLines(err))
        .allMatch(line -> line.startsWith("Picked up JAVA_TOOL_OPTIONS"));
    return Files.readAllLines(out);
  }

  private Path jar() {
    return app.resolve("target/rollcall-1-fat.jar");
  }

  /** A jar with everything as long and as old as in any other build. */
  private void build(String name) throws IOException {
    Path source = directory.resolve("Program.java");
    Files.writeString(source, PROGRAM.replace("build one", "build " + name));
    ByteArrayOutputStream complaints = new ByteArrayOutputStream();
    int code =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                complaints,
                "-proc:none",
                "-d",
                directory.toString(),
                source.toString());
    assertThat(code).as(complaints.toString(UTF_8)).isZero();
    try (ZipOutputStream jar = new ZipOutputStream(Files.newOutputStream(jar()))) {
      store(jar, "META-INF/MANIFEST.MF", "Main-Class: Program\n".getBytes(UTF_8));
      store(jar, "Program.class", Files.readAllBytes(directory.resolve("Program.class")));
    }
    Files.setLastModifiedTime(jar(), FileTime.from(BUILT));
  }

  private static void store(ZipOutputStream jar, String name, byte[] bytes) throws IOException {
    ZipEntry entry = new ZipEntry(name);
    CRC32 crc = new CRC32();
    crc.update(bytes);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(bytes.length);
    entry.setCrc(crc.getValue());
    entry.setTime(BUILT.toEpochMilli());
    jar.putNextEntry(entry);
    jar.write(bytes);
    jar.closeEntry();
  }
}
