import CoreMetrics
import PostgresStore
import ServerCore
import ServerHTTP
import Wire

extension MetricsRegistry {
    /// - Parameter count: may take a while.
    func observe(boxesOf count: @escaping @Sendable () throws -> Int) {
        observe(.boxes, every: .seconds(60)) { (try? count()).map(Double.init) }
    }

    func observe(_ store: PostgresStore) {
        observe(.notifications) { store.isHearing ? 1 : 0 }
        for (name, pool) in [("read", store.readers), ("write", store.writing)] {
            observe(.databaseConnections, [("pool", name)]) { Double(pool.used) }
            observe(.databaseConnectionLimit, [("pool", name)]) { Double(pool.capacity) }
        }
    }

    func observe(_ service: Service<some Store>, _ drain: Drain) {
        observe(.callersWaiting) { Double(service.callersWaiting) }
        observe(.draining) { drain.isOn ? 1 : 0 }
        observe(.build, [("version", service.info().version)]) { 1 }
    }
}

extension TransactionMeters {
    init(of operation: String, _ registry: MetricsRegistry) {
        let labels = [("operation", operation)]
        self.init(
            duration: Timer(label: ServerMetric.storeDuration.rawValue, dimensions: labels, factory: registry),
            failures: Counter(label: ServerMetric.storeFailures.rawValue, dimensions: labels, factory: registry))
    }
}
