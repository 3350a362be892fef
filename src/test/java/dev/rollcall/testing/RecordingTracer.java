package dev.rollcall.testing;

import io.vertx.core.Context;
import io.vertx.core.spi.context.storage.ContextLocal;
import io.vertx.core.spi.tracing.SpanKind;
import io.vertx.core.spi.tracing.TagExtractor;
import io.vertx.core.spi.tracing.VertxTracer;
import io.vertx.core.tracing.TracingPolicy;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/**
 * Keeps every span. As real tracers do, it keeps the active one with the context until its response
 * is sent, and sends its id in a header.
 */
public final class RecordingTracer
    implements VertxTracer<RecordingTracer.Span, RecordingTracer.Span> {

  /** The header with the id of the span that a request is made in. */
  public static final String HEADER = "x-test-span";

  private static final ContextLocal<Span> ACTIVE = ContextLocal.registerLocal(Span.class);

  private final AtomicInteger ids = new AtomicInteger();
  private final List<Span> spans = new CopyOnWriteArrayList<>();

  /** A request made or received. */
  public static final class Span {
    private final String id;
    private final String parent;
    private final String name;
    private final Map<String, String> tags = new ConcurrentHashMap<>();
    private final AtomicInteger ends = new AtomicInteger();

    private Span(String id, String parent, String name) {
      this.id = id;
      this.parent = parent;
      this.name = name;
    }

    public String id() {
      return id;
    }

    /** {@code in} or {@code out}, the operation, and the URL or address. */
    public String name() {
      return name
          + " "
          + Stream.of("http.url", "url.full", "messaging.destination.name")
              .map(tags::get)
              .filter(Objects::nonNull)
              .findFirst()
              .orElse("");
    }

    public Map<String, String> tags() {
      return tags;
    }

    /** How often it was ended. */
    public int ends() {
      return ends.get();
    }

    @Override
    public String toString() {
      return id + " in " + parent + ": " + name() + " " + tags;
    }
  }

  /** All so far, in the order they began. */
  public List<Span> spans() {
    return spans;
  }

  /** Those whose name has this in it. */
  public List<Span> named(String part) {
    return spans.stream().filter(span -> span.name().contains(part)).toList();
  }

  /** The first span of the trace that a span is in. */
  public Span root(Span span) {
    return spans.stream()
        .filter(other -> other.id.equals(span.parent))
        .findFirst()
        .map(this::root)
        .orElse(span);
  }

  @Override
  public <R> Span receiveRequest(
      Context context,
      SpanKind kind,
      TracingPolicy policy,
      R request,
      String operation,
      Iterable<Map.Entry<String, String>> headers,
      TagExtractor<R> tags) {
    String parent = "";
    for (Map.Entry<String, String> header : headers) {
      parent = header.getKey().equalsIgnoreCase(HEADER) ? header.getValue() : parent;
    }
    if (policy == TracingPolicy.IGNORE || (parent.isEmpty() && policy == TracingPolicy.PROPAGATE)) {
      return null;
    }
    Span span = begin(parent, "in " + operation, request, tags);
    context.putLocal(ACTIVE, span);
    return span;
  }

  @Override
  public <R> void sendResponse(
      Context context, R response, Span span, Throwable failure, TagExtractor<R> tags) {
    if (span != null) {
      if (context.getLocal(ACTIVE) == span) {
        context.removeLocal(ACTIVE);
      }
      end(span, response, tags);
    }
  }

  @Override
  public <R> Span sendRequest(
      Context context,
      SpanKind kind,
      TracingPolicy policy,
      R request,
      String operation,
      BiConsumer<String, String> headers,
      TagExtractor<R> tags) {
    Span active = context.getLocal(ACTIVE);
    if (policy == TracingPolicy.IGNORE || (active == null && policy != TracingPolicy.ALWAYS)) {
      return null;
    }
    Span span = begin(active == null ? "" : active.id, "out " + operation, request, tags);
    headers.accept(HEADER, span.id);
    return span;
  }

  @Override
  public <R> void receiveResponse(
      Context context, R response, Span span, Throwable failure, TagExtractor<R> tags) {
    if (span != null) {
      end(span, response, tags);
    }
  }

  private <R> Span begin(String parent, String name, R request, TagExtractor<R> tags) {
    Span span = new Span("span" + ids.incrementAndGet(), parent, name);
    tags.extractTo(request, span.tags::put);
    spans.add(span);
    return span;
  }

  private static <R> void end(Span span, R response, TagExtractor<R> tags) {
    if (response != null) {
      tags.extractTo(response, span.tags::put);
    }
    span.ends.incrementAndGet();
  }
}
