package dev.rollcall.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.config.AccessConfig;
import dev.rollcall.config.Secret;
import dev.rollcall.config.ServerConfig;
import dev.rollcall.config.ServerKeys;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ExposureTest {

  private static final ServerKeys KEY = new ServerKeys(true, List.of(Secret.of("k")), null);
  private static final ServerKeys UNUSABLE = new ServerKeys(true, List.of(), "/none");

  @Test
  void aServerForThisMachineOnlyIsNothingToTell() {
    assertThat(of("127.0.0.1", ServerKeys.NONE, ServerKeys.NONE)).isEmpty();
    assertThat(of("localhost", KEY, KEY)).isEmpty();
    assertThat(of("0.0.0.0", KEY, KEY)).isEmpty();
  }

  @Test
  void tellsWhoIsServedWithoutKeys() {
    assertThat(of("0.0.0.0", ServerKeys.NONE, ServerKeys.NONE))
        .containsExactly(
            "server.api_keys is empty, so everybody who can connect to 0.0.0.0 may read",
            "server.admin_keys is empty, so refresh and invalidate are refused on 0.0.0.0");
  }

  @Test
  void tellsThatKeysCannotBeUsed() {
    assertThat(of("127.0.0.1", UNUSABLE, UNUSABLE))
        .containsExactly(
            "none of the keys in server.api_keys and its file can be used, so nobody may read",
            "none of the keys in server.admin_keys and its file can be used, so nobody may refresh"
                + " or invalidate");
    assertThat(of("127.0.0.1", UNUSABLE, KEY).get(0)).endsWith("but who has an admin key");
  }

  private static List<String> of(String host, ServerKeys api, ServerKeys admin) {
    return Exposure.of(
        new ServerConfig(host, 80, null, new AccessConfig(api, admin, Set.of(), Set.of()), false));
  }
}
