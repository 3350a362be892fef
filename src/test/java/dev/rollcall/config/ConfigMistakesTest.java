package dev.rollcall.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.vertx.core.json.JsonObject;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigMistakesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"model_cash": {}} | model_cash is not a key; did you mean model_cache?
          {"x\\ny": 1} | x?y is not a key
          {"bus_prefix": "a b"} | bus_prefix must be up to 64 letters, digits, - and _, with dots between
          {"bus_prefix": ["a"]} | bus_prefix must be one value
          {"server": 5} | server must hold keys and values
          {"server": {"port": -1}} | server.port must be a whole number from 0 to 65535
          {"server": {"port": 65536}} | server.port must be a whole number from 0 to 65535
          {"server": {"port": 1.5}} | server.port must be a whole number from 0 to 65535
          {"server": {"port": "1e999999999"}} | server.port must be a whole number from 0 to 65535
          {"server": {"host": "0.0.0.0:80"}} | server.host must be a host name or an address, without a port
          {"server": {"host": "http://x"}} | server.host must be a host name or an address, without a port
          {"server": {"api_keys": "k"}} | server.api_keys must be a list
          {"server": {"api_keys": ["a b"]}} | server.api_keys holds white space, which no key has
          {"server": {"admin_keys": [["k"]]}} | server.admin_keys must be a list of texts
          {"server": {"admin_keys": ["k\\u0000"]}} | server.admin_keys holds a character that an HTTP header cannot carry
          {"server": {"api_keys_file": ["f"]}} | server.api_keys_file must be one value
          {"server": {"admin_keys_file": "\\u0000"}} | server.admin_keys_file is not a path
          {"server": {"api_key": "k"}} | server.api_key is not a key; did you mean api_keys?
          {"server": {"allowed_hosts": ["h:80"]}} | server.allowed_hosts must be host names or addresses, each without a scheme and a port
          {"server": {"allowed_hosts": ["*"]}} | server.allowed_hosts must be host names or addresses, each without a scheme and a port
          {"server": {"cors_origins": ["*"]}} | server.cors_origins must name each origin, because with * every web page that a user visits could read and change what is here
          {"server": {"cors_origins": ["app.example"]}} | server.cors_origins must be origins such as https://app.example:8443, without a path
          {"server": {"cors_origins": ["https://app.example/"]}} | server.cors_origins must be origins such as https://app.example:8443, without a path
          {"server": {"cors_origins": ["https://app.example:99999"]}} | server.cors_origins must be origins such as https://app.example:8443, without a path
          {"server": {"trusted_proxies": ["proxy.example"]}} | server.trusted_proxies must be addresses or ranges of them, such as 10.0.0.0/8
          {"server": {"trusted_proxies": ["10.0.0.0/33"]}} | server.trusted_proxies must be addresses or ranges of them, such as 10.0.0.0/8
          {"server": {"trusted_proxies": ["10.0.0"]}} | server.trusted_proxies must be addresses or ranges of them, such as 10.0.0.0/8
          {"server": {"cors_origins": ["null"]}} | server.cors_origins must be origins such as https://app.example:8443, without a path
          {"server": {"tls": {"cert": "f"}}} | server.tls.key is missing, and a server with cert needs both
          {"server": {"tls": {"key": "f"}}} | server.tls.cert is missing, and a server with key needs both
          {"server": {"tls": {"cert": "${UNSET}", "key": "f"}}} | server.tls.cert names no file
          {"server": {"tls": {"kye": "f"}}} | server.tls.kye is not a key; did you mean key?
          {"model_cache": {"defualt_ttl_seconds": 1}} | model_cache.defualt_ttl_seconds is not a key; did you mean default_ttl_seconds?
          {"model_cache": {"default_ttl_seconds": 0}} | model_cache.default_ttl_seconds must be a whole number from 1 to 3153600000
          {"model_cache": {"provider_ttl_overrides": {"olama": 1}}} | model_cache.provider_ttl_overrides.olama is neither an instance nor a type; did you mean ollama?
          {"model_cache": {"provider_ttl_overrides": {"ollama": "soon"}}} | model_cache.provider_ttl_overrides.ollama must be a whole number from 1 to 3153600000
          {"model_cache": {"use_catalog_fallback": "maybe"}} | model_cache.use_catalog_fallback must be true or false
          {"model_cache": {"fallback_order": "stale"}} | model_cache.fallback_order must be auto or a list of catalog and stale
          {"model_cache": {"fallback_order": ["stale", "stale"]}} | model_cache.fallback_order must be auto or a list of catalog and stale, each at most once
          {"model_cache": {"fallback_order": ["fresh"]}} | model_cache.fallback_order must be auto or a list of catalog and stale, each at most once
          {"model_cache": {"max_stale_seconds": -1}} | model_cache.max_stale_seconds must be a whole number from 0 to 3153600000
          {"model_cache": {"list_timeout_ms": -1}} | model_cache.list_timeout_ms must be a whole number from 0 to 86400000
          {"model_cache": {"directory": "\\u0000"}} | model_cache.directory is not a path
          {"timeout_ms": 0} | timeout_ms must be a whole number from 1 to 86400000
          {"circuit_breaker": {"max_failures": 0}} | circuit_breaker.max_failures must be a whole number from 1 to 1000000
          {"circuit_breaker": {"reset_timeout_ms": 0}} | circuit_breaker.reset_timeout_ms must be a whole number from 1 to 86400000
          {"catalog": {"files": "x"}} | catalog.files is not a key; did you mean file?
          {"providers": []} | providers must hold keys and values
          """)
  void namesTheKeyOutsideProviders(String json, String sentence) {
    assertThat(mistakes(json)).containsExactly(sentence);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"opnai": {}} | providers.opnai is not a type, so it needs the key type; did you mean openai?
          {"My GPT": {"type": "openai"}} | providers.My GPT is not a name; use up to 64 of a-z, 0-9, - and _, first a letter or digit
          {"openai": "on"} | providers.openai must hold keys and values
          {"a": {"type": "gemni"}} | providers.a.type is not a type; did you mean gemini?
          {"a": {"type": "watson"}} | providers.a.type is not a type; use one of openai, gemini, ollama, openai-compatible
          {"a": {"type": "openai-compatible"}} | providers.a.base_url is required for type openai-compatible
          {"openai": {"enabled": "sometimes"}} | providers.openai.enabled must be auto, true or false
          {"openai": {"baseurl": "x"}} | providers.openai.baseurl is not a key; did you mean base_url?
          {"openai": {"base_url": "api.test/v1"}} | providers.openai.base_url must begin with http:// or https://
          {"openai": {"base_url": "ftp://api.test"}} | providers.openai.base_url must begin with http:// or https://
          {"openai": {"base_url": "http://u:p@api.test"}} | providers.openai.base_url must not hold a user name; use api_key or headers
          {"openai": {"base_url": "http://api.test/?a=b"}} | providers.openai.base_url must end with the path, without a query or fragment
          {"openai": {"base_url": "http://api.test/#a"}} | providers.openai.base_url must end with the path, without a query or fragment
          {"openai": {"base_url": "http:///v1"}} | providers.openai.base_url names no host that can be asked
          {"openai": {"base_url": "http://h:99999"}} | providers.openai.base_url names no host that can be asked
          {"openai": {"base_url": "http://a b"}} | providers.openai.base_url is not a URL
          {"openai": {"api_key": "s p"}} | providers.openai.api_key holds white space, which no key has
          {"openai": {"api_key": "${A-B}"}} | providers.openai.api_key has a ${ without a variable's name and a } after it
          {"openai": {"api_key": "k", "api_key_file": "f"}} | providers.openai.api_key_file cannot be given together with api_key
          {"openai": {"headers": {"a b": "c"}}} | providers.openai.headers.a b is not a header's name
          {"openai": {"headers": {"A": "c\\nd"}}} | providers.openai.headers.A holds a character that an HTTP header cannot carry
          {"openai": {"headers": {"Content-Length": "1"}}} | providers.openai.headers.Content-Length cannot be set, because the HTTP client sets it
          {"openai": {"headers": ["a"]}} | providers.openai.headers must hold keys and values
          {"openai": {"timeout_ms": "1s"}} | providers.openai.timeout_ms must be a whole number from 1 to 86400000
          {"openai": {"circuit_breaker": {"max_failure": 1}}} | providers.openai.circuit_breaker.max_failure is not a key; did you mean max_failures?
          {"openai": {"allow": "gpt-*"}} | providers.openai.allow must be a list
          {"openai": {"deny": [null]}} | providers.openai.deny must be a list of texts
          {"openai": {"proxy": "http://p"}} | providers.openai.proxy must be http://host:port, or none
          {"openai": {"proxy": "socks5://p:1080"}} | providers.openai.proxy must be http://host:port, or none
          {"openai": {"proxy": "http://p:65536"}} | providers.openai.proxy must be http://host:port, or none
          {"openai": {"proxy": "http://secret:%zz@p:80"}} | providers.openai.proxy has a % in its name or password that is no character
          {"openai": {"ca_file": "\\u0000"}} | providers.openai.ca_file is not a path
          """)
  void namesTheKeyOfAnInstance(String providers, String sentence) {
    assertThat(mistakes("{\"providers\": " + providers + "}")).containsExactly(sentence);
  }

  @Test
  void tellsEverythingAtOnceAndEachWithItsKey() {
    ConfigException mistakes =
        failure("{\"timeout_ms\": 0, \"providers\": {\"a\": {\"type\": \"x\", \"proxy\": \"p\"}}}");

    assertThat(mistakes.mistakes())
        .extracting(ConfigException.Mistake::key)
        .containsExactly("timeout_ms", "providers.a.type", "providers.a.proxy");
    assertThat(mistakes).hasMessageContaining("; providers.a.proxy must be");
  }

  @Test
  void neverTellsAValue() {
    String secret = "sk-do-not-tell";
    ConfigException mistakes =
        failure(
            """
            {"bus_prefix": "KEY KEY", "timeout_ms": "KEY", "server": {"host": "KEY:1", "port": "KEY", "api_keys": ["KEY KEY"], "admin_keys": "KEY",
                "allowed_hosts": ["KEY/"], "cors_origins": ["KEY"]},
             "model_cache": {"fallback_order": "KEY", "use_catalog_fallback": "KEY"},
             "providers": {"openai": {"api_key": "KEY\\nKEY", "base_url": "http://KEY@h",
               "type": "KEY", "enabled": "KEY", "headers": {"A": "KEY\\nKEY"}}}}
            """
                .replace("KEY", secret));

    assertThat(mistakes.mistakes()).hasSize(14);
    assertThat(mistakes.toString()).doesNotContain(secret);
  }

  @Test
  void namesTheVariableThatHoldsAnUnusableKey() {
    ConfigReader reader =
        ConfigReader.service(
            Types.ALL,
            Map.of("OPENAI_API_KEY", "<your key>", "OLLAMA_HOST", "not a host")::get,
            "/home/me");

    ConfigException mistakes =
        catchThrowableOfType(
            ConfigException.class,
            () ->
                reader.read(
                    new JsonObject(
                        """
                        {"providers": {"openai": {}, "ollama": {}}}
                        """)));

    assertThat(mistakes.mistakes())
        .extracting(ConfigException.Mistake::sentence)
        .containsExactly(
            "providers.openai.api_key (from OPENAI_API_KEY) holds white space, which no key has",
            "providers.ollama.base_url (from OLLAMA_HOST) is not a URL");
  }

  private static Iterable<String> mistakes(String json) {
    return failure(json).mistakes().stream().map(ConfigException.Mistake::sentence).toList();
  }

  private static ConfigException failure(String json) {
    ConfigReader reader = ConfigReader.library(Types.ALL, name -> null);
    return catchThrowableOfType(ConfigException.class, () -> reader.read(new JsonObject(json)));
  }
}
