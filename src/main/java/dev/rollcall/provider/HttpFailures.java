package dev.rollcall.provider;

import dev.rollcall.model.ErrorCode;
import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.PrematureChannelClosureException;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.proxy.ProxyConnectException;
import io.netty.resolver.dns.DnsNameResolverException;
import io.vertx.core.http.HttpClosedException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import javax.net.ssl.SSLException;

/** Says in one word and one sentence why a connection or an answer came to nothing. */
final class HttpFailures {

  private HttpFailures() {}

  /**
   * The failure behind a throwable of the network.
   *
   * @param peer the host that was asked
   */
  static FetchFailure read(Throwable failure, Peer peer) {
    String host = peer.host();
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof FetchFailure known) {
        return known;
      }
      if (cause instanceof Listing.MalformedList malformed) {
        return new FetchFailure(malformed.code(), host + ": " + malformed.getMessage());
      }
      if (cause instanceof UnknownHostException || cause instanceof DnsNameResolverException) {
        return new FetchFailure(ErrorCode.DNS, peer.next() + " has no address");
      }
      if (cause instanceof SSLException) {
        return new FetchFailure(ErrorCode.TLS, host + tlsFailure(cause));
      }
      if (cause instanceof TooLongFrameException) {
        return new FetchFailure(ErrorCode.TOO_LARGE, host + " sent too long a status or headers");
      }
      if (cause instanceof ProxyConnectException) {
        return peer.keptOut();
      }
      if (cause instanceof ConnectTimeoutException) {
        return new FetchFailure(
            ErrorCode.TIMEOUT, peer.next() + " did not take the connection in time");
      }
      if (cause instanceof ConnectException) {
        return peer.notThere();
      }
    }
    if (failure instanceof HttpClosedException
        || failure instanceof PrematureChannelClosureException
        || failure instanceof IOException) {
      return new FetchFailure(ErrorCode.RESET, host + " dropped the connection");
    }
    if (failure instanceof DecoderException || failure instanceof IllegalArgumentException) {
      return new FetchFailure(ErrorCode.MALFORMED, host + " does not speak HTTP properly");
    }
    return new FetchFailure(
        ErrorCode.INTERNAL, "asking " + host + " failed: " + failure.getClass().getSimpleName());
  }

  private static String tlsFailure(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof CertificateExpiredException) {
        return " showed a certificate that has expired";
      }
      if (cause instanceof CertificateNotYetValidException) {
        return " showed a certificate that is not valid yet";
      }
    }
    return " could not prove who it is over TLS";
  }
}
