package dev.rollcall;

import dev.rollcall.config.ConfigReader;
import dev.rollcall.model.ModelInfo;
import dev.rollcall.provider.ProviderType;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.zip.CRC32;

/**
 * A Rollcall in a process of its own: says what it lists at its start, then refreshes all the time
 * until it is killed. It ends by itself when its input does.
 *
 * <p>Arguments: the directory, the providers' URL, and the instances' names.
 */
final class CrashingRun {

  private CrashingRun() {}

  public static void main(String[] arguments) throws Exception {
    Thread watch = new Thread(CrashingRun::endWithInput);
    watch.setDaemon(true);
    watch.start();
    Rollcall rollcall =
        Rollcall.deploy(
                Vertx.vertx(),
                ConfigReader.library(ProviderType.specs(), name -> null).read(config(arguments)))
            .await(30, TimeUnit.SECONDS);
    Map<String, List<ModelInfo>> lists =
        rollcall.list().await(30, TimeUnit.SECONDS).data().stream()
            .collect(Collectors.groupingBy(ModelInfo::provider));
    lists.forEach((name, models) -> System.out.println("lists " + name + " " + sum(models)));
    System.out.println("ready");
    refreshForEver(rollcall);
  }

  private static String sum(List<ModelInfo> models) {
    return sum(models.stream().map(model -> model.facts().nativeId()).toList().toString());
  }

  /** A checksum of a text. */
  static String sum(String text) {
    CRC32 sum = new CRC32();
    text.chars().forEach(sum::update);
    return text.length() + "-" + Long.toHexString(sum.getValue());
  }

  private static JsonObject config(String[] arguments) {
    JsonObject providers = new JsonObject();
    for (int i = 2; i < arguments.length; i++) {
      providers.put(
          arguments[i],
          new JsonObject()
              .put("type", "openai-compatible")
              .put("base_url", arguments[1] + "/" + arguments[i]));
    }
    return new JsonObject()
        .put("model_cache", new JsonObject().put("directory", arguments[0]))
        .put("providers", providers);
  }

  private static void refreshForEver(Rollcall rollcall) {
    rollcall.refresh().onComplete(done -> refreshForEver(rollcall));
  }

  private static void endWithInput() {
    try {
      while (System.in.read() >= 0) {}
    } catch (IOException gone) {
      // the one who started this has ended
    }
    Runtime.getRuntime().halt(1);
  }
}
