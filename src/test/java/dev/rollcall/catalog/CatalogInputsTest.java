package dev.rollcall.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The embedded file is what the importer makes of its inputs, where those are at hand. */
@EnabledIfSystemProperty(named = "rollcall.catalog-inputs", matches = ".+")
class CatalogInputsTest {

  private static final String MODELS_DEV = "models.dev";
  private static final String PI_AI = "@earendil-works/pi-ai 1.5.2";
  private static final String EARLIER = "models.dev, rows of earlier lists";

  private static byte[] current;
  private static byte[] retired;
  private static byte[] embedded;

  @BeforeAll
  static void read() throws IOException {
    Path folder = Path.of(System.getProperty("rollcall.catalog-inputs"));
    current = Files.readAllBytes(folder.resolve("models-dev.json"));
    retired = Files.readAllBytes(folder.resolve("models-dev-retired.json"));
    try (InputStream input = Catalog.class.getResourceAsStream("catalog.jsonl")) {
      embedded = Objects.requireNonNull(input).readAllBytes();
    }
  }

  @Test
  void theEmbeddedFileIsMadeOfThem() {
    CatalogFile file = CatalogFile.read("embedded", embedded);
    CatalogFile made =
        new CatalogFile(file.sources(), rows())
            .crossReferenced(rows -> links(file))
            .withCanonicalIds();

    assertThat(made.write()).isEqualTo(embedded);
  }

  @Test
  void importingTheListAgainChangesNothing() {
    CatalogFile file = CatalogFile.read("embedded", embedded);
    CatalogInput again =
        CatalogInput.modelsDev(current, "https://elsewhere.example/list", "2099-01-01");

    CatalogFile updated =
        CatalogMerge.update(file, again, null)
            .crossReferenced(rows -> links(file))
            .withCanonicalIds();

    assertThat(updated.write()).isEqualTo(embedded);
  }

  /** The newer rows are known by having no release date; one of an earlier list has its day. */
  private static List<CatalogRow> rows() {
    Map<String, CatalogRow> rows = new TreeMap<>();
    for (CatalogRow row : ModelsDevImport.rows(retired, EARLIER)) {
      rows.put(row.id(), row);
    }
    for (CatalogRow row : ModelsDevImport.rows(current, MODELS_DEV)) {
      rows.put(row.id(), row.facts().released() == null ? row.from(PI_AI) : row);
    }
    return List.copyOf(rows.values());
  }

  /** The cross-references are a matter of matching, which has tests of its own. */
  private static Map<String, String> links(CatalogFile file) {
    Map<String, String> links = new TreeMap<>();
    file.rows().stream()
        .filter(row -> row.links().openRouterId() != null)
        .forEach(row -> links.put(row.id(), row.links().openRouterId()));
    return links;
  }

  @Test
  void theHeaderNamesTheirHashes() throws NoSuchAlgorithmException {
    assertThat(CatalogFile.read("embedded", embedded).sources())
        .extracting(CatalogSource::sha256)
        .containsExactly(sha256(current), sha256(current), sha256(retired));
  }

  private static String sha256(byte[] bytes) throws NoSuchAlgorithmException {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }
}
