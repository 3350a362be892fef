package dev.rollcall.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.model.Capability;
import dev.rollcall.model.Enrichment;
import dev.rollcall.model.ModelCatalog.Enriched;
import dev.rollcall.model.ModelFacts;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdNamesTest {

  private static final RowSamples NO_ROWS = RowSamples.of("openai-compatible");

  @ParameterizedTest
  @CsvSource({
    "mistral-embed-2312, EMBEDDING",
    "text-embedding-nomic-embed-text-v1.5, EMBEDDING",
    "/home/user/Qwen3-Embedding-0.6B/, EMBEDDING",
    "nomic-embed-text:latest, EMBEDDING",
    "gpt-4o-mini-tts-2025-03-20, SPEECH",
    "tts-1-hd, SPEECH",
    "whisper-1, TRANSCRIPTION",
    "gpt-4o-transcribe-diarize, TRANSCRIPTION",
    "dall-e-3, IMAGE_GENERATION",
    "gpt-image-1.5, IMAGE_GENERATION",
    "imagen-4.0-ultra-generate-001, IMAGE_GENERATION",
    "omni-moderation-latest, MODERATION"
  })
  void anIdMaySayWhatTheModelIsFor(String id, Capability capability) {
    Enriched enriched = NO_ROWS.enrich(id);

    assertThat(enriched.facts()).isEqualTo(ModelFacts.of(id).can(capability).build());
    assertThat(enriched.enrichment())
        .isEqualTo(new Enrichment(null, "id-name", List.of("capabilities")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "gpt-5-image",
        "gemini-2.5-flash-image",
        "gpt-4o-audio-preview",
        "gpt-realtime",
        "embedder-chat",
        "nv-embedqa-mistral-7b-v2",
        "attsim-7b",
        "whisper-embed",
        "llama-guard-4-12b",
        "data/embedding/llama-3-8b",
        "whisper/llama-3-8b",
        "ft:gpt-4o-mini:acme-whisper::1",
        "sora-2",
        "a-model",
        ""
      })
  void whatIsNotClearIsNotSaid(String id) {
    assertThat(NO_ROWS.enrich(id)).isEqualTo(new Enriched(ModelFacts.of(id).build(), null));
  }

  @Test
  void aProviderOrARowThatDescribesTheModelKnowsBetter() {
    ModelFacts described = ModelFacts.of("tts-chat").can(Capability.CHAT).build();
    ModelFacts denied = ModelFacts.of("x-tts").can(Capability.SPEECH, false).build();

    assertThat(NO_ROWS.enrich(described).enrichment()).isNull();
    assertThat(NO_ROWS.enrich(denied).enrichment()).isNull();
    assertThat(RowSamples.of("openai", "tts-chat").enrich("tts-chat").facts().capabilities())
        .containsExactly(Capability.CHAT);
  }
}
