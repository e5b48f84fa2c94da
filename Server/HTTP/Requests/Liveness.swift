/// The answer to `GET /health` and `GET /ready`.
struct Liveness: Codable {
    let status: String

    static let alive = Liveness(status: "alive")
    static let ready = Liveness(status: "ready")
}
