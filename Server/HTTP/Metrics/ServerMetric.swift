import Models
import ServerCore
import Wire

/// Every metric that the server exposes, and every label that one can have. `MetricsRegistry` exposes nothing else.
///
/// No label tells couples, devices, addresses or tokens apart.
package enum ServerMetric: String, CaseIterable, Sendable {
    case exchanges = "twofold_exchanges_total"
    case exchangeDuration = "twofold_exchange_duration_seconds"
    case refusals = "twofold_refusals_total"
    case rateLimited = "twofold_rate_limited_total"
    case writes = "twofold_writes_total"
    case commitParts = "twofold_commit_parts"
    case storeDuration = "twofold_store_duration_seconds"
    case storeFailures = "twofold_store_failures_total"
    case callersWaiting = "twofold_callers_waiting"
    case connections = "twofold_connections"
    case connectionsClosed = "twofold_connections_closed_total"
    case bodyBytes = "twofold_body_bytes"
    case bodyLimit = "twofold_body_limit_bytes"
    case boxes = "twofold_boxes"
    case databaseConnections = "twofold_database_connections"
    case databaseConnectionLimit = "twofold_database_connections_limit"
    case notifications = "twofold_notifications_connected"
    case draining = "twofold_draining"
    case build = "twofold_build_info"

    package enum Form: Hashable, Sendable {
        case counter, gauge
        /// - Parameters:
        ///   - bounds: the upper bounds of all buckets but the last, in the unit that is recorded.
        ///   - unit: how many of these make one of what is exposed.
        case histogram(bounds: [Int64], unit: Double)

        /// The word for it in the text format.
        package var word: String {
            switch self {
            case .counter: "counter"
            case .gauge: "gauge"
            case .histogram: "histogram"
            }
        }

        fileprivate static let durations = Form.histogram(
            bounds: [
                500, 1_000, 2_500, 5_000, 10_000, 25_000, 50_000, 100_000, 250_000, 500_000, 1_000_000, 2_500_000, 5_000_000,
                10_000_000,
            ]
            .map { $0 * 1_000 },
            unit: 1e9)
    }

    package var form: Form {
        switch self {
        case .exchanges, .refusals, .rateLimited, .writes, .storeFailures, .connectionsClosed: .counter
        case .exchangeDuration, .storeDuration: .durations
        case .commitParts: .histogram(bounds: [1, 2, 4, 8, 16, 32, 64, 128, 256], unit: 1)
        case .callersWaiting, .connections, .bodyBytes, .bodyLimit, .boxes, .databaseConnections, .databaseConnectionLimit,
            .notifications, .draining, .build:
            .gauge
        }
    }

    /// The values that each label can have.
    package var labels: [String: Set<String>] {
        switch self {
        case .exchanges: ["route": Self.routes, "outcome": ["answered", "refused", "failed", "lost"]]
        case .exchangeDuration: ["route": Self.routes]
        case .refusals: ["code": Set(ErrorCode.statuses.keys.map(\.rawValue)).union(["other"])]
        case .rateLimited: ["by": ["token", "address", "concurrency"]]
        case .writes: ["outcome": ["applied", "superseded", "locked", "refused"]]
        case .storeDuration, .storeFailures: ["operation": ["read", "write"]]
        case .connectionsClosed: ["reason": ["limit", "deadline"]]
        case .databaseConnections, .databaseConnectionLimit: ["pool": ["read", "write"]]
        case .build: ["version": [Release.version]]
        case .commitParts, .callersWaiting, .connections, .bodyBytes, .bodyLimit, .boxes, .notifications, .draining: [:]
        }
    }

    private static let routes = Set(Route.allCases.map(\.rawValue)).union(["none"])

    package var help: String {
        switch self {
        case .exchanges:
            "Requests, by route and how they ended: refused for a reason of the caller's, failed for the server's own, or lost."
        case .exchangeDuration: "Time from a request's head to its reply, the caller's time for the body included."
        case .refusals: "Requests and single writes that were refused, by the code of the problem."
        case .rateLimited:
            "Requests refused because there were too many: with a token, from an address, or at once from an address."
        case .writes: "Writes, by outcome."
        case .commitParts: "Callers that share a transaction."
        case .storeDuration: "Time for a transaction of the store, waiting included."
        case .storeFailures: "Transactions that the store couldn't carry out."
        case .callersWaiting: "Callers that wait for the next transaction."
        case .connections: "Open connections of callers."
        case .connectionsClosed: "Connections closed because there were too many, or because the caller was too slow."
        case .bodyBytes: "Memory taken by request bodies at the moment."
        case .bodyLimit: "Memory that request bodies may take."
        case .boxes: "Stored boxes of invitations, link codes and kits, counted once a minute."
        case .databaseConnections: "Connections to PostgreSQL in use."
        case .databaseConnectionLimit: "Connections to PostgreSQL that this server may use."
        case .notifications: "1 if this server hears what other servers on the database commit."
        case .draining: "1 once the server has been told to stop."
        case .build: "1, labelled with the program's version."
        }
    }
}
