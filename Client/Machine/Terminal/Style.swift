/// How text looks if colours are enabled, by the parameter of ECMA-48's `SGR`. Nothing relies on colour alone.
package enum Style: String, Sendable {
    case strong = "1"
    case quiet = "2"
    case mine = "36"
    case theirs = "35"
    case good = "32"
    case warning = "33"
}
