package dev.rollcall.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProxiesTest {

  private static final Map<String, String> ENV =
      Map.of("HTTPS_PROXY", "http://tls.test:3128", "http_proxy", "plain.test:8080");

  @Test
  void anInstancesOwnProxyCountsBeforeTheEnvironments() {
    Proxy proxy = proxy("https://api.test/v1", "http://me:s%40%2Bcret+@own.test:1", ENV);

    assertThat(proxy.authority()).isEqualTo("own.test:1");
    assertThat(proxy.username()).isEqualTo("me");
    assertThat(proxy.password()).isEqualTo("s@+cret+");
    assertThat(proxy.toString()).doesNotContain("me", "cret");
    assertThat(proxy("http://127.0.0.1:9/v1", "http://[::1]:3128/", ENV).authority())
        .isEqualTo("[::1]:3128");
    assertThat(proxy("https://api.test/v1", "None", ENV)).isNull();
  }

  @Test
  void theEnvironmentsProxyIsTheOneOfTheScheme() {
    assertThat(proxy("https://api.test/v1", null, ENV).authority()).isEqualTo("tls.test:3128");
    assertThat(proxy("http://api.test/v1", null, ENV).authority()).isEqualTo("plain.test:8080");
    assertThat(proxy("https://api.test/v1", null, Map.of("HTTP_PROXY", "http://p:1"))).isNull();
    assertThat(proxy("https://api.test/v1", null, Map.of("HTTPS_PROXY", " "))).isNull();
  }

  @Test
  void theEnvironmentsProxyIsNotForThisMachine() {
    for (String host : new String[] {"localhost:1", "127.0.0.1", "127.1.2.3:80", "[::1]:9"}) {
      assertThat(proxy("http://" + host, null, ENV)).as(host).isNull();
    }
  }

  @Test
  void aLibraryKnowsNothingOfTheEnvironmentsProxy() {
    JsonObject json = json("https://api.test/v1", null);

    RollcallConfig config = ConfigReader.library(Types.ALL, ENV::get).read(json);

    assertThat(config.providers().get("openai").route()).isEqualTo(Route.DIRECT);
  }

  @Test
  void aBrokenProxyOfTheEnvironmentIsToldWithoutItsValue() {
    assertThatThrownBy(
            () -> proxy("https://api.test", null, Map.of("HTTPS_PROXY", "socks5://u:pw@p:1")))
        .hasMessage("providers.openai.proxy (from HTTPS_PROXY) must be http://host:port, or none");
  }

  @ParameterizedTest
  @ValueSource(strings = {"%zz@p.test:1", "%zz:word@p.test:1", "me:%zz@p.test:1", "me:%@p.test:1"})
  void aNameOrPasswordThatCannotBeDecodedIsAMistake(String url) {
    assertThatThrownBy(() -> proxy("https://api.test", url, ENV))
        .hasMessage("providers.openai.proxy has a % in its name or password that is no character");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "* | https://api.test | true",
        "api.test | https://api.test/v1 | true",
        "API.Test | https://api.test/v1 | true",
        "test | https://api.test/v1 | true",
        ".test | https://api.test/v1 | true",
        "*.test | https://api.test/v1 | true",
        "pi.test | https://api.test/v1 | false",
        "other, api.test | https://api.test/v1 | true",
        "other api.test | https://api.test/v1 | true",
        "api.test:443 | https://api.test/v1 | true",
        "api.test:8443 | https://api.test/v1 | false",
        "api.test:8443 | https://api.test:8443/v1 | true",
        "10.1.2.3 | http://10.1.2.3/v1 | true",
        "10.0.0.0/8 | http://10.1.2.3/v1 | true",
        "10.0.0.0/16 | http://10.1.2.3/v1 | false",
        "10.1.2.2/31 | http://10.1.2.3/v1 | true",
        "0.0.0.0/0 | http://10.1.2.3/v1 | true",
        "10.0.0.0/33 | http://10.1.2.3/v1 | false",
        "10.0.0.0/x | http://10.1.2.3/v1 | false",
        "10.0.0.0/8 | http://name.test/v1 | false",
        "fd00::/8 | http://[fd00::1]:8/v1 | true",
        "[fd00::1]:8 | http://[fd00::1]:8/v1 | true",
        "fd00::1 | http://[fd00:0::1]:8/v1 | true",
        "fd00::/8 | http://10.1.2.3/v1 | false",
        ":::: | http://10.1.2.3/v1 | false",
        ", | http://10.1.2.3/v1 | false"
      })
  void noProxyExemptsNamesAddressesAndNetworks(String list, String url, boolean exempt) {
    Map<String, String> env = new HashMap<>(ENV);
    env.put(list.length() % 2 == 0 ? "no_proxy" : "NO_PROXY", list);

    assertThat(proxy(url, null, env) == null).isEqualTo(exempt);
  }

  private static Proxy proxy(String baseUrl, String own, Map<String, String> env) {
    return ConfigReader.service(Types.ALL, env::get, "/home/me")
        .read(json(baseUrl, own))
        .providers()
        .get("openai")
        .route()
        .proxy();
  }

  private static JsonObject json(String baseUrl, String proxy) {
    JsonObject openai = new JsonObject().put("base_url", baseUrl).put("proxy", proxy);
    return new JsonObject().put("providers", new JsonObject().put("openai", openai));
  }
}
