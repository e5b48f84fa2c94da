import Models
import Wire

struct CurlRequest {
    let route: Route
    let body: Bytes?
    let token: Token?
}
