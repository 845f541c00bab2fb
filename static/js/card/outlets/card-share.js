import '../../main.js'
