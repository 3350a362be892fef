package dev.rollcall.bench;

import dev.rollcall.gateway.encoding.Bodies;
import dev.rollcall.gateway.encoding.Body;
import dev.rollcall.gateway.encoding.OwnList;
import dev.rollcall.gateway.encoding.Parts;
import dev.rollcall.model.Capability;
import dev.rollcall.model.ModelFacts;
import dev.rollcall.model.ModelInfo;
import dev.rollcall.model.ModelList;
import dev.rollcall.model.ModelQuery;
import dev.rollcall.model.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One of a thousand instances lists something else: from its list to the whole list's bytes. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
    value = 1,
    jvmArgsAppend = {"-Xmx512m", "-XX:+UseSerialGC"})
public class ChangeBenchmark {

  private static final int INSTANCES = 1000;
  private static final int MODELS = 100;
  private static final int CHANGED = INSTANCES / 2;

  private final Bodies bodies = new Bodies(64, 64 * 1024 * 1024);
  private final List<List<ModelInfo>> lists = new ArrayList<>();
  private final List<ModelList.Summary> summaries = new ArrayList<>();
  private final List<ModelInfo> before = models(CHANGED, "1");
  private final List<ModelInfo> after = models(CHANGED, "22");
  private int length;

  /** Makes the first bytes, which somebody asks for with gzip. */
  @Setup
  public void encode() {
    for (int i = 0; i < INSTANCES; i++) {
      lists.add(models(i, "1"));
      summaries.add(new ModelList.Summary(name(i), "openai-compatible", Source.LIVE, MODELS));
    }
    Body first = bodies.of(new OwnList(ModelQuery.ALL), parts()).result();
    length = first.gzip().result().bytes().length();
  }

  /** Gives the bytes as they are with the change. */
  @Benchmark
  public Body change() {
    lists.set(CHANGED, lists.get(CHANGED) == after ? before : after);
    Parts changed = parts();
    bodies.renew(query -> changed);
    Body ready = bodies.of(new OwnList(ModelQuery.ALL), changed).result();
    int now = ready.gzipIfReady().bytes().length();
    if (now == length) {
      throw new IllegalStateException("nothing has changed");
    }
    length = now;
    return ready;
  }

  private Parts parts() {
    return new Parts(lists, summaries);
  }

  private static List<ModelInfo> models(int instance, String version) {
    return IntStream.range(0, MODELS).mapToObj(i -> model(instance, i, version)).toList();
  }

  private static ModelInfo model(int instance, int index, String version) {
    String id = "lab-%d/chat-%d-%dB".formatted(instance % 7, index, index * 31 % 97);
    return new ModelInfo(
        name(instance),
        "openai-compatible",
        Source.LIVE,
        ModelFacts.of(id + (index == MODELS / 2 ? version : ""))
            .name("Chat " + index + " of lab " + instance % 7)
            .created(1_700_000_000L + index * 7919L)
            .contextWindow(131_072L)
            .maxOutputTokens(8192L)
            .can(Capability.CHAT)
            .can(Capability.VISION)
            .build(),
        null);
  }

  private static String name(int instance) {
    return "p%04d".formatted(instance);
  }
}
