package dev.rollcall.gateway.dialect;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Every dialect that is spoken. */
public final class Dialects {

  /**
   * Anthropic's format, which is also used for requests with the header {@code anthropic-version}.
   */
  public static final Dialect ANTHROPIC = new AnthropicDialect();

  /** All of them; their prefixes differ. */
  public static final List<Dialect> ALL =
      List.of(
          ANTHROPIC,
          new GeminiDialect(),
          new OllamaDialect(),
          new OpenRouterDialect(),
          new ModelsDevDialect(),
          new LiteLlmDialect(),
          new MistralDialect(),
          new CohereDialect(),
          new GroqDialect(),
          new TogetherDialect(),
          new LmStudioDialect());

  private Dialects() {}

  /** The dialect that is spoken at a path; null where it is Rollcall's own. */
  public static @Nullable Dialect at(String path) {
    for (Dialect dialect : ALL) {
      String prefix = dialect.prefix();
      if (path.startsWith(prefix)
          && (path.length() == prefix.length() || path.charAt(prefix.length()) == '/')) {
        return dialect;
      }
    }
    return null;
  }
}
