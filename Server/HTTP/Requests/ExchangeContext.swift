package import Hummingbird
import NIOCore

/// What is known of a request beside the request.
package struct ExchangeContext: RequestContext {
    package var coreContext: CoreRequestContextStorage
    private let channel: any Channel

    package init(source: ApplicationRequestContextSource) {
        coreContext = CoreRequestContextStorage(source: source)
        channel = source.channel
    }

    /// The other end of the connection.
    var address: SocketAddress? { channel.remoteAddress }
}
