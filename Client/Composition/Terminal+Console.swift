import Commands
import Machine

extension Terminal: Console {}
