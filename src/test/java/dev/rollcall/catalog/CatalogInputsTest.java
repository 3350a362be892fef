package dev.rollcall.catalog;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The embedded file is what the importer makes of its inputs, where those are at hand. */
@EnabledIfSystemProperty(named = "rollcall.catalog-inputs", matches = ".+")
class CatalogInputsTest {

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
    List<CatalogRow> rows =
        List.copyOf(ModelsDevImport.rows(new String(current, UTF_8), new String(retired, UTF_8)));

    assertThat(new CatalogFile(file.sources(), rows).write()).isEqualTo(embedded);
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
