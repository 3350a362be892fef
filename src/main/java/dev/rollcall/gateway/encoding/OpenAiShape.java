package dev.rollcall.gateway.encoding;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rollcall.model.ModelInfo;
import dev.rollcall.model.ModelJson;
import dev.rollcall.model.ModelList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An OpenAI model list with more in it: Rollcall's own. */
public final class OpenAiShape implements Shape {

  /** The one there is. */
  public static final Shape INSTANCE = new OpenAiShape();

  private OpenAiShape() {}

  @Override
  public byte[] entry(ModelInfo model) {
    return ModelJson.toJson(model).toBuffer().getBytes();
  }

  @Override
  public Frame frame(List<ModelList.Summary> providers, ModelList.@Nullable Page page) {
    String after = ModelJson.around(providers, page).encode();
    return new Frame(
        "{\"object\":\"list\",\"data\":[".getBytes(UTF_8),
        ("]," + after.substring(1)).getBytes(UTF_8));
  }
}
