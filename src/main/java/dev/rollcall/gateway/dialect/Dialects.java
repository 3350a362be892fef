package dev.rollcall.gateway.dialect;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Every dialect that is spoken. */
public final class Dialects {

  /** Anthropic's, which is also spoken to whoever sends the header {@code anthropic-version}. */
  public static final Dialect ANTHROPIC = new Anthropic();

  /** All of them; their prefixes differ. */
  public static final List<Dialect> ALL =
      List.of(
          ANTHROPIC,
          new Gemini(),
          new Ollama(),
          new OpenRouter(),
          new ModelsDev(),
          new LiteLlm(),
          new Mistral(),
          new Cohere(),
          new Groq(),
          new Together(),
          new LmStudio());

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
