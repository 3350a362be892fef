package dev.rollcall.config;

import dev.rollcall.config.TypeSpec.Kind;
import java.util.List;

/** A few types, one of each kind. */
final class Types {

  static final TypeSpec OPENAI =
      new TypeSpec(
          "openai", Kind.CLOUD, "https://api.openai.test/v1", List.of("OPENAI_API_KEY"), false);
  static final TypeSpec GEMINI =
      new TypeSpec(
          "gemini",
          Kind.CLOUD,
          "https://gemini.test/v1beta",
          List.of("GEMINI_API_KEY", "GOOGLE_API_KEY"),
          false);
  static final TypeSpec OLLAMA =
      new TypeSpec("ollama", Kind.LOCAL, "http://localhost:11434", List.of(), true);
  static final TypeSpec COMPATIBLE =
      new TypeSpec("openai-compatible", Kind.COMPATIBLE, null, List.of(), true);
  static final List<TypeSpec> ALL = List.of(OPENAI, GEMINI, OLLAMA, COMPATIBLE);

  private Types() {}
}
