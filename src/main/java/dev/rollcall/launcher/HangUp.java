package dev.rollcall.launcher;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;

/**
 * The signal SIGHUP, by which services are told to read their configuration again. The JDK has no
 * supported API for signals; the one in {@code jdk.unsupported} is called by reflection, because
 * the compiler warns of it in a way that cannot be suppressed.
 */
final class HangUp {

  private static final Logger LOG = System.getLogger(HangUp.class.getName());

  private HangUp() {}

  /** Runs this at each SIGHUP, instead of ending the JVM; does nothing where there is none. */
  static void handle(Runnable reload) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Object reloading =
          Proxy.newProxyInstance(
              HangUp.class.getClassLoader(),
              new Class<?>[] {handler},
              (proxy, method, arguments) -> {
                reload.run();
                return null;
              });
      signal
          .getMethod("handle", signal, handler)
          .invoke(null, signal.getConstructor(String.class).newInstance("HUP"), reloading);
    } catch (ReflectiveOperationException | LinkageError noSignals) {
      Throwable cause =
          noSignals instanceof InvocationTargetException thrown ? thrown.getCause() : noSignals;
      LOG.log(Level.DEBUG, "SIGHUP cannot be handled here", cause);
    }
  }
}
