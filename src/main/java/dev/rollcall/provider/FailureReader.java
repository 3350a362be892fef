package dev.rollcall.provider;

import dev.rollcall.config.Loopback;
import dev.rollcall.model.ErrorCode;
import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.compression.DecompressionException;
import io.netty.resolver.dns.DnsNameResolverException;
import io.vertx.core.http.HttpClosedException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;

/** Says in one word and one sentence why a connection or an answer came to nothing. */
final class FailureReader {

  private FailureReader() {}

  /**
   * The failure behind a throwable of the network.
   *
   * @param host the host that was to be asked, with its port
   */
  static FetchFailure read(Throwable failure, String host) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof FetchFailure known) {
        return known;
      }
      if (cause instanceof Listing.MalformedList malformed) {
        return new FetchFailure(malformed.code(), host + ": " + malformed.getMessage());
      }
      if (cause instanceof UnknownHostException || cause instanceof DnsNameResolverException) {
        return new FetchFailure(ErrorCode.DNS, host + " has no address");
      }
      if (cause instanceof SSLException) {
        return new FetchFailure(ErrorCode.TLS, host + " could not prove who it is over TLS");
      }
      if (cause instanceof DecompressionException) {
        return new FetchFailure(ErrorCode.MALFORMED, host + " sent a broken compressed body");
      }
      if (cause instanceof ConnectTimeoutException) {
        return new FetchFailure(ErrorCode.TIMEOUT, host + " did not take the connection in time");
      }
      if (cause instanceof ConnectException) {
        return new FetchFailure(ErrorCode.CONNECT, connectMessage(host));
      }
    }
    if (failure instanceof HttpClosedException || failure instanceof IOException) {
      return new FetchFailure(ErrorCode.RESET, host + " dropped the connection");
    }
    if (failure instanceof DecoderException || failure instanceof IllegalArgumentException) {
      return new FetchFailure(ErrorCode.MALFORMED, host + " does not speak HTTP properly");
    }
    return new FetchFailure(
        ErrorCode.INTERNAL, "asking " + host + " failed: " + failure.getClass().getSimpleName());
  }

  private static String connectMessage(String host) {
    String name = host.replaceFirst(":\\d+$", "");
    return Loopback.is(name) ? "not running at " + host : host + " refused the connection";
  }
}
