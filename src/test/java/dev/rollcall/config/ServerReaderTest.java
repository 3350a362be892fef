package dev.rollcall.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServerReaderTest {

  @Test
  void readsEveryKey() {
    ServerConfig server =
        server(
            """
            {"host": "0.0.0.0", "port": 0,
             "api_keys": ["one", "${KEY}"], "api_keys_file": "~/readers",
             "admin_keys": [" three\\n"], "admin_keys_file": "/run/admins",
             "allowed_hosts": ["Rollcall.Internal", "[2001:DB8::1]"],
             "cors_origins": ["https://App.Example:443", "http://app.example:8443"],
             "trusted_proxies": ["10.0.0.0/8", "[fd00::1]"],
             "tls": {"cert": "/etc/c.pem", "key": "~/k.pem"}, "access_log": true}
            """);

    assertThat(server)
        .isEqualTo(
            new ServerConfig(
                "0.0.0.0",
                0,
                new TlsConfig("/etc/c.pem", "/home/me/k.pem"),
                new AccessConfig(
                    new ServerKeys(
                        true, List.of(Secret.of("one"), Secret.of("two")), "/home/me/readers"),
                    new ServerKeys(true, List.of(Secret.of("three")), "/run/admins"),
                    Set.of("rollcall.internal", "2001:db8::1"),
                    Set.of("https://app.example", "http://app.example:8443"),
                    List.of(new AddressRange("10.0.0.0", 8), new AddressRange("fd00::1", 128))),
                true));
    assertThat(server.toString()).doesNotContain("one", "two", "three");
  }

  @Test
  void needsNoKeyWhereNothingIsSaidOfKeys() {
    assertThat(server("{\"api_keys\": [], \"admin_keys\": null, \"api_keys_file\": null}").access())
        .isEqualTo(AccessConfig.NONE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"api_keys\": [\"${UNSET}\"]}",
        "{\"api_keys\": [\"${UNSET}\", \"\"]}",
        "{\"api_keys\": [\"\"]}",
        "{\"api_keys\": \"${UNSET}\"}",
        "{\"api_keys_file\": \"${UNSET}\"}",
        "{\"api_keys_file\": \"\"}"
      })
  void aKeyThatIsNotThereOpensTheServerToNobody(String json) {
    assertThat(server(json).access().apiKeys().isUnusable()).isTrue();
  }

  private static ServerConfig server(String json) {
    return ConfigReader.service(Types.ALL, Map.of("KEY", "two")::get, "/home/me")
        .read(new JsonObject().put("server", new JsonObject(json)))
        .server();
  }
}
