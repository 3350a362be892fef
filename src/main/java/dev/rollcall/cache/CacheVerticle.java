package dev.rollcall.cache;

import dev.rollcall.bus.Addresses;
import dev.rollcall.bus.CircuitChange;
import dev.rollcall.bus.FetchRequest;
import dev.rollcall.bus.LocalCodec;
import dev.rollcall.bus.Outcome;
import dev.rollcall.bus.RequestFailure;
import dev.rollcall.bus.Timing;
import dev.rollcall.config.RollcallConfig;
import dev.rollcall.model.ModelCatalog;
import dev.rollcall.model.ModelChange;
import dev.rollcall.model.ModelJson;
import dev.rollcall.model.ProviderStatus;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Runs the cache on one event loop and connects it to the bus. */
public final class CacheVerticle extends VerticleBase {
}
