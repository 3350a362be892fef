package dev.rollcall.bench;

import dev.rollcall.catalog.Catalog;
import dev.rollcall.model.ModelCatalog.Enriched;
import dev.rollcall.model.ModelFacts;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Loading the catalog, in a new JVM and in a warm one, and completing a list from it. */
@State(Scope.Benchmark)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class CatalogBenchmark {

  private static final int ENTRIES = 1000;

  private final Catalog catalog = ColdCatalog.load();
  private final List<ModelFacts> listed =
      IntStream.range(0, ENTRIES)
          .mapToObj(i -> catalog.models("openai").get(i % catalog.models("openai").size()))
          .map(row -> ModelFacts.of(row.nativeId()).build())
          .toList();

  /** Loads the embedded catalog as a whole, as a service does that runs for a while. */
  @Benchmark
  @BenchmarkMode(Mode.AverageTime)
  @Fork(1)
  @Warmup(iterations = 3, time = 1)
  @Measurement(iterations = 5, time = 1)
  public Catalog loadWarm() {
    return ColdCatalog.load();
  }

  /** Completes a list of a thousand ids; the time is for one entry. */
  @Benchmark
  @BenchmarkMode(Mode.AverageTime)
  @OperationsPerInvocation(ENTRIES)
  @Fork(1)
  @Warmup(iterations = 3, time = 1)
  @Measurement(iterations = 5, time = 1)
  public List<Enriched> enrich() {
    return catalog.enrich("openai", listed);
  }
}
