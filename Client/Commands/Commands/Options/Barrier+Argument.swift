import ArgumentParser
import Catalogue

extension Barrier: ExpressibleByArgument {}
