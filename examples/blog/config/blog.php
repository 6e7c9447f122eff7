<?php

return ['comments' => true];
