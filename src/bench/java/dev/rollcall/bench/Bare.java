package dev.rollcall.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/** Starts the bare Vert.x server as a process like Rollcall's: same JVM, flags and Vert.x. */
final class Bare {

  private static final Duration START = Duration.ofSeconds(30);

  private Bare() {}

  /** Starts it on the servers' core. */
  static Target start(BenchSettings settings, Target service, Bytes bytes)
      throws IOException, InterruptedException {
    int port = Machine.freePort();
    return start(settings, Machine.onServerCore(command(settings, service, bytes, port)), port);
  }

  static Target start(BenchSettings settings, List<String> command, int port)
      throws IOException, InterruptedException {
    return Start.await("bare", BenchService.process(command, settings), port, Bytes.PATH, START);
  }

  /**
   * The command that starts it with the JVM's options and the transport that the service has, and
   * with a cache of classes of its own where the service has one.
   */
  static List<String> command(BenchSettings settings, Target service, Bytes bytes, int port)
      throws IOException, InterruptedException {
    Path jar = jar(settings);
    List<String> flags = BenchService.flags(service);
    String transport = transport(service);
    IntFunction<List<String>> at =
        anyPort -> {
          List<String> command = new ArrayList<>();
          command.add(Machine.jdk("java"));
          command.addAll(flags);
          command.addAll(List.of("-cp", settings.jar() + ":" + jar));
          command.addAll(List.of(BareServer.class.getName(), bytes.directory().toString()));
          command.addAll(List.of(String.valueOf(anyPort), transport));
          return command;
        };
    List<String> command = at.apply(port);
    if (ClassCache.isUsed(BenchService.commandLine(service))) {
      command.add(1, ClassCache.train(settings, "bare-" + transport + ".cache", at));
    }
    return command;
  }

  /** What the service's Vert.x waits for its sockets with. */
  static String transport(Target service) throws IOException {
    return service.hasMapped("netty_transport_native_epoll") ? "epoll" : "nio";
  }

  /** Its classes as a jar, because a JVM keeps no cache of classes in directories. */
  private static Path jar(BenchSettings settings) throws IOException {
    Path jar = settings.directory().resolve("bare.jar");
    if (!Files.exists(jar)) {
      try (OutputStream file = Files.newOutputStream(jar);
          JarOutputStream out = new JarOutputStream(file)) {
        add(out, BareServer.class);
        for (Class<?> inner : BareServer.class.getDeclaredClasses()) {
          add(out, inner);
        }
      }
    }
    return jar;
  }

  private static void add(JarOutputStream out, Class<?> type) throws IOException {
    String name = type.getName().replace('.', '/') + ".class";
    out.putNextEntry(new JarEntry(name));
    try (InputStream in = type.getClassLoader().getResourceAsStream(name)) {
      in.transferTo(out);
    }
    out.closeEntry();
  }
}
