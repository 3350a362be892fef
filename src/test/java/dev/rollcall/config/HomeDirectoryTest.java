package dev.rollcall.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

@ResourceLock(Resources.SYSTEM_PROPERTIES)
class HomeDirectoryTest {

  @Test
  void isWhatTheEnvironmentSaysElseWhatJavaKnows() {
    assertThat(HomeDirectory.of("/home/me")).isEqualTo("/home/me");
    assertThat(HomeDirectory.of(" ")).isEqualTo(System.getProperty("user.home"));
    assertThat(HomeDirectory.of(null)).isEqualTo(System.getProperty("user.home"));
  }

  @Test
  void aUserWithoutAnAccountHasNone() {
    String home = System.getProperty("user.home");
    System.setProperty("user.home", "?");
    try {
      assertThat(HomeDirectory.of(null)).isNull();
      assertThat(new Paths(null).expand("~/cache")).isEqualTo("~/cache");
    } finally {
      System.setProperty("user.home", home);
    }
  }
}
