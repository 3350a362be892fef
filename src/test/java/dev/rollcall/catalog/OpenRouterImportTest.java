package dev.rollcall.catalog;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.rollcall.model.Capability;
import dev.rollcall.model.Modality;
import dev.rollcall.model.ModelFacts;
import dev.rollcall.model.Pricing;
import dev.rollcall.model.Rates;
import java.math.BigDecimal;
import java.util.List;
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
}
