package dev.rollcall.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollcall.bus.Addresses;
import dev.rollcall.bus.RequestFailure;
import dev.rollcall.model.Ticker;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class SharedSnapshotTest {

  private static final String PREFIX = "models";

  @Test
  void whoHasFoundItSeesEverySnapshotAndThenNone(Vertx vertx) {
    SharedSnapshot shared = new SharedSnapshot();
    shared.begin(vertx, PREFIX);
    SharedSnapshot found = SharedSnapshot.find(vertx, PREFIX);
    assertThat(found).isSameAs(shared);
    assertThat(found.now()).isNull();

    for (long seq = 1; seq < 3; seq++) {
      Snapshot snapshot = new Snapshot(seq, Map.of());
      shared.replace(snapshot);
      assertThat(found.now()).isSameAs(snapshot);
    }
    shared.end(vertx, PREFIX);

    assertThat(found.now()).isNull();
    assertThat(SharedSnapshot.find(vertx, PREFIX)).isSameAs(SharedSnapshot.NONE);
  }

  @Test
  void aClientSaysWhenNothingIsDeployedAndFindsTheNextDeployment(Vertx vertx) {
    CacheClient client = new CacheClient(vertx, new Addresses(PREFIX), Ticker.system());
    for (long seq = 1; seq < 3; seq++) {
      assertThatThrownBy(client::snapshot)
          .isInstanceOf(RequestFailure.class)
          .hasMessageContaining("'models'");
      SharedSnapshot shared = new SharedSnapshot();
      shared.begin(vertx, PREFIX);
      shared.replace(new Snapshot(seq, Map.of()));
      assertThat(client.snapshot().seq()).isEqualTo(seq);
      shared.end(vertx, PREFIX);
    }
  }
}
