package dev.rollcall.bus;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Ends the effect of a fault of ours, or of code that was given to us, at the place where it
 * happened. A fault is logged once with where it happened, but without its message: that may hold
 * what a provider sent, or a key.
 */
public final class Faults {

  private static final System.Logger LOG = System.getLogger("dev.rollcall");

  private Faults() {}

  /** Runs something that others depend on no matter how it ends. */
  public static void contain(String what, Runnable action) {
    try {
      action.run();
    } catch (Throwable fault) {
      log(what, fault);
    }
  }

  /**
   * Logs a fault.
   *
   * @param what what failed, as the beginning of a sentence
   */
  public static void log(String what, Throwable fault) {
    LOG.log(System.Logger.Level.ERROR, what + " failed", withoutMessages(fault));
  }

  private static Throwable withoutMessages(Throwable fault) {
    return new Trace(fault, Collections.newSetFromMap(new IdentityHashMap<>()));
  }

  /** The class and stack of a throwable and of its causes. */
  private static final class Trace extends Throwable {
    private static final long serialVersionUID = 1L;

    Trace(Throwable of, Set<Throwable> seen) {
      super(of.getClass().getName(), cause(of, seen), false, true);
      setStackTrace(of.getStackTrace());
    }

    private static @Nullable Throwable cause(Throwable of, Set<Throwable> seen) {
      seen.add(of);
      Throwable cause = of.getCause();
      return cause == null || seen.contains(cause) ? null : new Trace(cause, seen);
    }
  }
}
