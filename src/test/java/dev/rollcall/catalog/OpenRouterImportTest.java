package dev.rollcall.catalog;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.rollcall.json.Decimals;
import dev.rollcall.model.Capability;
import dev.rollcall.model.Modality;
import dev.rollcall.model.ModelFacts;
import dev.rollcall.model.Pricing;
import dev.rollcall.model.Rates;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpenRouterImportTest {

  @Test
  void takesIdsNamesNumbersDatesAndFlags() {
    CatalogRow row =
        row(
            "lab/model-x",
            """
            "name": "Lab: Model X ", "canonical_slug": "lab/model-x-20260305", "created": 1735689600,
            "hugging_face_id": "Lab/Model-X", "description": "prose", "context_length": 100000,
            "architecture": {"modality": "text+image+file->text", "tokenizer": "Other",
              "input_modalities": ["text", "image", "file"], "output_modalities": ["text"]},
            "pricing": {"prompt": "0.00000006", "completion": "0.0000004", "discount": 0.5},
            "top_provider": {"context_length": 90000, "max_completion_tokens": 8000},
            "supported_parameters": ["tools", "include_reasoning", "top_k"],
            "knowledge_cutoff": "2025-08-31", "expiration_date": "2026-12-31",
            "benchmarks": {"one": 1}, "links": {"details": "/x"}
            """);

    assertThat(row.facts())
        .isEqualTo(
            ModelFacts.of("lab/model-x")
                .name("Model X")
                .contextWindow(90_000L)
                .maxOutputTokens(8_000L)
                .capabilities(
                    List.of(
                        Capability.CHAT,
                        Capability.VISION,
                        Capability.FUNCTION_CALLING,
                        Capability.REASONING))
                .can(Capability.STRUCTURED_OUTPUT, false)
                .modalities(
                    List.of(Modality.TEXT, Modality.IMAGE, Modality.PDF), List.of(Modality.TEXT))
                .pricing(Pricing.of(Rates.of(new BigDecimal("0.06"), new BigDecimal("0.4"))))
                .knowledgeCutoff("2025-08-31")
                .deprecated(true)
                .shutdownDate("2026-12-31")
                .build());
    assertThat(row.links())
        .isEqualTo(new CatalogRow.Links(null, "Lab/Model-X", "lab/model-x-20260305"));
    assertThat(row.source()).isEqualTo("OpenRouter");
    assertThat(row.isRetired()).isFalse();
  }

  @Test
  void whatIsNullEmptyOrZeroIsUnknown() {
    CatalogRow row =
        row(
            "lab/x",
            """
            "context_length": 0, "hugging_face_id": "", "architecture": null, "pricing": null,
            "top_provider": {"context_length": null, "max_completion_tokens": 0},
            "supported_parameters": [], "knowledge_cutoff": null, "expiration_date": null
            """);

    assertThat(row.facts()).isEqualTo(ModelFacts.of("lab/x").build());
    assertThat(row.links()).isEqualTo(CatalogRow.Links.NONE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "text audio video | text | chat audio_input",
        "text | text image | chat image_generation",
        "text | speech | speech",
        "audio | transcription | audio_input transcription",
        "text | embeddings | embedding",
        "text | rerank | rerank",
        "text | video | video_generation",
        "text | decisions | ''"
      })
  void capabilitiesFollowFromWhatGoesInAndComesOut(String in, String out, String capabilities) {
    String row =
        "\"architecture\":{\"input_modalities\":%s,\"output_modalities\":%s}"
            .formatted(words(in), words(out));

    assertThat(row("lab/x", row).facts().capabilities())
        .extracting(Capability::wireName)
        .containsExactlyInAnyOrder(
            capabilities.isEmpty() ? new String[0] : capabilities.split(" "));
  }

  @Test
  void theLengthOfVectorsIsNoLimitOfTokens() {
    String row =
        "\"architecture\":{\"output_modalities\":[\"embeddings\"]},"
            + "\"top_provider\":{\"max_completion_tokens\":3072}";

    assertThat(row("lab/x", row).facts().maxOutputTokens()).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "x | text | 'prompt':'0.000003','completion':'0.000015' | 3 | 15",
        "x | text | 'prompt':'0','completion':'0' | 0 | 0",
        "x | text image | 'prompt':'0','completion':'0' | none | none",
        "x:free | text image | 'prompt':'0','completion':'0' | 0 | 0",
        "x | text image | 'prompt':'0.000001','completion':'0' | 1 | 0",
        "x | text | 'prompt':'-1','completion':'-1' | none | none",
        "x | text | 'prompt':'0.00000000000000000123456' | 0.00000000000123456 | none",
        "x | text | 'prompt':1e-6 | 1 | none"
      })
  void pricesAreExactPerMillionTokens(
      String id, String output, String prices, String in, String out) {
    String row =
        "\"architecture\":{\"output_modalities\":%s},\"pricing\":{%s}"
            .formatted(words(output), prices.replace('\'', '"'));
    Pricing pricing = row("lab/" + id, row).facts().pricing();
    Rates rates = pricing == null ? Rates.UNKNOWN : pricing.rates();

    assertThat(text(rates.input())).isEqualTo(in);
    assertThat(text(rates.output())).isEqualTo(out);
  }

  @Test
  void everyPriceIsTakenAndOverridesByPromptSizeAreTiers() {
    Pricing pricing =
        Objects.requireNonNull(
            row(
                    "lab/x",
                    """
                    "pricing": {"prompt": "0.000001", "completion": "0.000002",
                      "input_cache_read": "0.000003", "input_cache_write": "0.000004",
                      "audio": "0.000005", "audio_output": "0.000006",
                      "internal_reasoning": "0.000007", "request": "0.01", "web_search": "9",
                      "overrides": [
                        {"min_prompt_tokens": 256000, "prompt": "0.000008"},
                        {"min_prompt_tokens": 32000, "prompt": "0.000007"},
                        {"min_prompt_tokens": 1, "utc_start": "16:30", "prompt": "0.000001"},
                        {"utc_days": [1], "completion": "0.000001"}]}
                    """)
                .facts()
                .pricing());

    assertThat(pricing.rates())
        .isEqualTo(new Rates(price(1), price(2), price(3), price(4), price(5), price(6), price(7)));
    assertThat(pricing.tiers())
        .containsExactly(
            new Pricing.Tier(32_000, Rates.of(price(7), null)),
            new Pricing.Tier(256_000, Rates.of(price(8), null)));
    assertThat(pricing.other())
        .containsExactly(new Pricing.Other(Pricing.Unit.REQUEST, new BigDecimal("0.01")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'data':[{'id':'a b'}]} | a b: native_id is no model id",
        "{'data':[{'id':'a'},{'name':'b'}]} | data[1]: id is missing",
        "{'data':[{'id':'a','context_length':'9'}]} | a: context_length is no whole number",
        "{'data':[{'id':'a','pricing':{'prompt':'-2'}}]} | a: prompt is below zero",
        "{'data':[{'id':'a','pricing':{'prompt':'dear'}}]} | a: prompt is no decimal",
        "{'data':[{'id':'a','knowledge_cutoff':'2025-02-30'}]} | a: knowledge_cutoff is no date",
        "{'data':[{'id':'a','expiration_date':'soon'}]} | a: expiration_date is no date",
        "{'data':[1]} | data: data holds something else than objects",
        "{'data':{}} | data: data is no array",
        "{'error':{'message':'no'}} | data: it is missing",
        "{'data':[],'links':7} | links: links is no object"
      })
  void namesTheRowThatCannotBeTaken(String text, String message) {
    assertThatExceptionOfType(CatalogException.class)
        .isThrownBy(
            () -> OpenRouterImport.page(text.replace('\'', '"').getBytes(UTF_8), "OpenRouter"))
        .withMessage("OpenRouter's list cannot be taken: " + message + ".");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"<html>", "{\"data\":[{\"id\":\"a\"}", "''", "[]"})
  void refusesWhatIsNoJsonObject(String text) {
    assertThatExceptionOfType(CatalogException.class)
        .isThrownBy(() -> OpenRouterImport.page(text.getBytes(UTF_8), "OpenRouter"))
        .withMessage("OpenRouter's list cannot be read as a JSON object.");
  }

  private static CatalogRow row(String id, String fields) {
    List<CatalogRow> rows =
        OpenRouterImport.page(
                ("{\"data\":[{\"id\":\"" + id + "\"," + fields + "}]}").getBytes(UTF_8),
                "OpenRouter")
            .rows();
    assertThat(rows).hasSize(1);
    return rows.get(0);
  }

  private static String words(String words) {
    return "[\"" + words.replace(" ", "\",\"") + "\"]";
  }

  private static BigDecimal price(int value) {
    return BigDecimal.valueOf(value);
  }

  private static String text(BigDecimal price) {
    return price == null ? "none" : Decimals.format(price);
  }
}
