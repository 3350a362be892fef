package dev.rollcall.testing;

import com.code_intelligence.jazzer.Jazzer;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Fuzzes one target in this JVM. Its seeds are tried before, so that loading and instrumenting
 * classes does not count as time of the first input.
 */
final class FuzzTarget {

  private FuzzTarget() {}

  /**
   * Runs the target.
   *
   * @param arguments the target's class and method, and what the fuzzer is to be told
   */
  public static void main(String[] arguments) throws Exception {
    Class<?> type = Class.forName(arguments[0]);
    Method method = type.getDeclaredMethod(arguments[1], byte[].class);
    method.setAccessible(true);
    Constructor<?> constructor = type.getDeclaredConstructor();
    constructor.setAccessible(true);
    Object target = constructor.newInstance();
    for (Path seed : seeds(type, method)) {
      try {
        method.invoke(target, (Object) Files.readAllBytes(seed));
      } catch (InvocationTargetException finding) {
        System.out.println("A known one: " + seed.getFileName());
      }
    }
    Jazzer.main(
        Stream.concat(
                Stream.of(
                    "--target_class=" + type.getName(), "--target_method=" + method.getName()),
                Stream.of(arguments).skip(2))
            .toArray(String[]::new));
  }

  private static List<Path> seeds(Class<?> type, Method method) throws IOException {
    Path folder =
        Path.of("src", "test", "resources", type.getPackageName().replace('.', '/'))
            .resolve(type.getSimpleName() + "Inputs")
            .resolve(method.getName());
    try (Stream<Path> seeds = Files.list(folder)) {
      return seeds.toList();
    }
  }
}
