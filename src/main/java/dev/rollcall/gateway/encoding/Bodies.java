package dev.rollcall.gateway.encoding;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rollcall.gateway.encoding.Fragment.Row;
import dev.rollcall.model.ModelInfo;
import dev.rollcall.model.ModelQuery;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Makes bodies, each once for concurrent requests, and caches the most recently used. A changed
 * instance is encoded again, the others are not. May be used from any thread.
 */
public final class Bodies {

  private static final Piece COMMA = Piece.of(new byte[] {','});

  private final int maxBodies;
  private final long maxBytes;
  private final Map<View, Kept> bodies = new LinkedHashMap<>(16, 0.75f, true);
  private final Map<Shape, Map<String, Fragment>> fragments = new HashMap<>();

  /** The bytes of the bodies that are kept, of each as it was when it was last asked for. */
  private long sum;

  /** Each is what it is: there is no equality to compare what it holds. */
  private static final class Kept {
    private final Parts parts;
    private final Once<Body> body;

    /** How many bytes of it are in the sum. */
    private long counted;

    Kept(Parts parts, Once<Body> body) {
      this.parts = parts;
      this.body = body;
    }
  }

  /**
   * Keeps nothing yet.
   *
   * @param maxBodies how many bodies are kept at most
   * @param maxBytes how many bytes those that are kept may have together, but for the last one
   */
  public Bodies(int maxBodies, long maxBytes) {
    this.maxBodies = maxBodies;
    this.maxBytes = maxBytes;
  }

  /**
   * The body of a list.
   *
   * @param parts the instances that the list is about
   * @return on the caller's context; fails with a {@link dev.rollcall.bus.RequestFailure} where the
   *     list's cursor is not there
   */
  public Future<Body> of(View view, Parts parts) {
    return of(view, parts, () -> {});
  }

  /**
   * The body of a list.
   *
   * @param admission runs before the list is encoded, which may be later and on another thread;
   *     throws what encoding it fails with
   */
  public Future<Body> of(View view, Parts parts, Runnable admission) {
    Kept kept = keep(view, parts, admission);
    return kept.body.get().onSuccess(body -> trim(view, kept, body));
  }

  /**
   * Rebuilds selected cached bodies of the current lists, so that no request waits for them. The
   * others are rebuilt when they are requested again.
   *
   * @param parts what a query is about now; null when nothing any more
   */
  public void renew(Function<ModelQuery, @Nullable Parts> parts) {
    for (Map.Entry<View, Kept> old : renewed()) {
      View view = old.getKey();
      Parts now = parts.apply(view.query());
      Body before = old.getValue().body.now();
      if (now != null && before != null && !now.areSame(old.getValue().parts)) {
        Body made = body(view, now);
        if (before.isGzipUsed()) {
          made.gzip();
        }
        replace(old, new Kept(now, Once.made(made)));
      }
    }
  }

  /**
   * Lets go of what was encoded for instances that are not among these, and in shapes that no body
   * which is kept has.
   */
  public void retain(Set<String> instances) {
    Set<Shape> shapes = shapes();
    synchronized (fragments) {
      fragments.keySet().retainAll(shapes);
      fragments.values().forEach(known -> known.keySet().retainAll(instances));
    }
  }

  private Set<Shape> shapes() {
    synchronized (bodies) {
      return bodies.keySet().stream().map(View::shape).collect(Collectors.toSet());
    }
  }

  private Kept keep(View view, Parts parts, Runnable admission) {
    synchronized (bodies) {
      Kept known = bodies.get(view);
      if (known != null && known.parts.areSame(parts) && !known.body.hasFailed()) {
        return known;
      }
      Kept kept =
          new Kept(
              parts,
              new Once<>(
                  () ->
                      OffLoop.run(
                          isLong(view.shape(), parts),
                          () -> {
                            admission.run();
                            return body(view, parts);
                          })));
      Kept before = bodies.put(view, kept);
      if (before != null) {
        count(before, 0);
      }
      return kept;
    }
  }

  private boolean isLong(Shape shape, Parts parts) {
    int size = parts.size();
    return OffLoop.areMany(size) || (OffLoop.areManyToEncode(size) && !areEncoded(shape, parts));
  }

  private List<Map.Entry<View, Kept>> renewed() {
    synchronized (bodies) {
      return bodies.entrySet().stream()
          .filter(each -> each.getKey().isRenewed())
          .map(Map.Entry::copyOf)
          .toList();
    }
  }

  private void replace(Map.Entry<View, Kept> old, Kept renewed) {
    synchronized (bodies) {
      bodies.computeIfPresent(
          old.getKey(),
          (view, now) -> {
            if (now != old.getValue()) {
              return now;
            }
            Body body = renewed.body.now();
            count(renewed, body == null ? 0 : body.size());
            count(now, 0);
            return renewed;
          });
    }
  }

  private void trim(View view, Kept kept, Body body) {
    synchronized (bodies) {
      if (bodies.get(view) == kept) {
        count(kept, body.size());
      }
      var oldest = bodies.values().iterator();
      while (bodies.size() > maxBodies || (sum > maxBytes && bodies.size() > 1)) {
        count(oldest.next(), 0);
        oldest.remove();
      }
    }
  }

  private void count(Kept kept, long bytes) {
    sum += bytes - kept.counted;
    kept.counted = bytes;
  }

  private Body body(View view, Parts parts) {
    List<Fragment> all =
        parts.models().stream()
            .filter(models -> !models.isEmpty())
            .map(models -> fragment(view.shape(), models))
            .toList();
    Frame whole = view.whole(parts);
    return whole != null ? whole(view.shape(), whole, all) : excerpt(view, parts, all);
  }

  private static Body whole(Shape shape, Frame frame, List<Fragment> fragments) {
    List<Piece> pieces = new ArrayList<>();
    pieces.add(text(frame.before()));
    Fragment last = null;
    for (Fragment fragment : fragments) {
      if (!fragment.isEmpty()) {
        if (last != null) {
          String between = shape.between(last.model(0), fragment.model(0));
          pieces.add(between.equals(",") ? COMMA : text(between));
        }
        pieces.add(fragment.piece());
        last = fragment;
      }
    }
    pieces.add(text(frame.after()));
    return Body.of(pieces);
  }

  private static Piece text(String text) {
    return Piece.of(text.getBytes(UTF_8));
  }

  private static Body excerpt(View view, Parts parts, List<Fragment> fragments) {
    List<Row> all = new ArrayList<>(parts.size());
    fragments.forEach(fragment -> all.addAll(fragment.rows()));
    return Body.of(List.of(Excerpts.of(view.shape(), view.excerpt(parts, all, Row::model))));
  }

  /** Whether nothing of them is yet to be encoded. */
  private boolean areEncoded(Shape shape, Parts parts) {
    synchronized (fragments) {
      Map<String, Fragment> known = fragments.getOrDefault(shape, Map.of());
      return parts.models().stream()
          .filter(models -> !models.isEmpty())
          .allMatch(
              models -> {
                Fragment fragment = known.get(models.get(0).provider());
                return fragment != null && fragment.isOf(models);
              });
    }
  }

  private Fragment fragment(Shape shape, List<ModelInfo> models) {
    String instance = models.get(0).provider();
    synchronized (fragments) {
      Fragment known = fragments.computeIfAbsent(shape, first -> new HashMap<>()).get(instance);
      if (known != null && known.isOf(models)) {
        return known;
      }
    }
    Fragment made = Fragment.of(shape, models);
    synchronized (fragments) {
      fragments.computeIfAbsent(shape, first -> new HashMap<>()).put(instance, made);
    }
    return made;
  }
}
