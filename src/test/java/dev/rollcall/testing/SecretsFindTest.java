package dev.rollcall.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the tests about keys look with finds keys. */
class SecretsFindTest {

  @Test
  void findsAKeyInEveryForm() throws Exception {
    SecretMarks secrets = new SecretMarks();
    String key = secrets.make("the key");
    byte[] hash = MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
    List<String> texts =
        List.of(
            key,
            "Authorization: Bearer " + key + "\n",
            "…" + key.substring(20, 28) + "…",
            key.substring(key.length() - 8),
            new StringBuilder(key).reverse().toString(),
            "?key=" + URLEncoder.encode(key, StandardCharsets.UTF_8),
            Base64.getEncoder().encodeToString(("user:" + key).getBytes(StandardCharsets.UTF_8)),
            Base64.getEncoder().encodeToString(("us:" + key).getBytes(StandardCharsets.UTF_8)),
            HexFormat.of().formatHex(hash),
            Base64.getEncoder().encodeToString(hash));

    texts.forEach(text -> secrets.scan("a text", text));

    assertThat(secrets.leaks()).hasSize(texts.size()).allMatch(leak -> leak.contains("the key"));
  }

  @Test
  void findsNoKeyWhereNoneIs() {
    SecretMarks secrets = new SecretMarks();
    String key = secrets.make("the key");

    secrets.scan("a text", key.substring(0, 7) + " and nothing else of it, " + key.substring(1, 7));
    secrets.scan("a short text", "none");
    secrets.scan("nothing", null);

    assertThat(secrets.leaks()).isEmpty();
  }
}
